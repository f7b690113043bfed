#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder of test data that may stand beside the working copy and is not part of it.
///
/// Tests that need it skip themselves when it is absent:
///
///     @Test(.enabled(if: SharedData.isPresent)) func …
public enum SharedData {
  /// The folder `shared` beside this working copy or one of its parents, or nil.
  public static let root: String? = find(from: #filePath)

  /// Whether the folder is there.
  public static var isPresent: Bool { root != nil }

  /// Returns the path of a file or folder below the shared folder, or nil when it is absent.
  ///
  /// - Parameter relative: A path below the shared folder, such as `data/json/test_parsing`.
  /// - Returns: The path, or nil.
  public static func path(_ relative: String) -> String? {
    guard let root else { return nil }
    let path = "\(root)/\(relative)"
    return access(path, R_OK) == 0 ? path : nil
  }

  /// Returns the folder `shared/data` beside one of the parents of a source file, or nil.
  ///
  /// - Parameter file: The path of a source file, usually `#filePath`.
  /// - Returns: The path of the folder `shared`, or nil.
  public static func find(from file: String) -> String? {
    var parent = file[...]
    while let slash = parent.lastIndex(of: "/") {
      parent = parent[..<slash]
      let candidate = "\(parent)/shared"
      if access("\(candidate)/data", R_OK) == 0 { return candidate }
    }
    return nil
  }
}
