import Documents
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A new folder that is removed with the object.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/bailey-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file below the folder.
  func write(_ bytes: [UInt8], to name: String) throws {
    try OutputFile.write(bytes, to: "\(path)/\(name)")
  }

  /// Writes a file below the folder.
  func write(_ text: String, to name: String) throws {
    try OutputFile.write(text, to: "\(path)/\(name)")
  }

  /// Makes an empty folder below the folder.
  func makeFolder(_ name: String) {
    mkdir("\(path)/\(name)", 0o755)
  }

  /// Makes a symbolic link below the folder.
  func link(_ name: String, to target: String) {
    symlink(target, "\(path)/\(name)")
  }

  /// Makes a pipe below the folder.
  func makePipe(_ name: String) {
    mkfifo("\(path)/\(name)", 0o644)
  }

  /// Returns paths as they are below the folder.
  func relative(_ entries: [FileEntry]) -> [String] {
    entries.map { String($0.path.dropFirst(path.count + 1)) }
  }
}
