#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes files whole: what stood at the path is replaced at once, or stays as it was.
public enum OutputFile {
  /// Writes bytes to a path, and creates the folders above it.
  ///
  /// - Parameters:
  ///   - bytes: The whole content.
  ///   - path: Where to write.
  /// - Throws: Why it cannot be written.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try createFolders(above: path)
    var isReplaceable = true
    switch FileSystem.kind(of: path, followsLinks: false) {
    case .regular, .failure: break
    case .folder: throw FileError(.unwritable, path: path, "cannot be written: it is a folder")
    case .link, .special: isReplaceable = false
    }
    guard isReplaceable else {
      try put(bytes, to: path, named: path)
      return
    }
    let partial = "\(path).\(getpid()).partial"
    do throws(FileError) {
      try put(bytes, to: partial, named: path)
      guard unsafe rename(partial, path) == 0 else { throw failure(path) }
    } catch {
      _ = unsafe unlink(partial)
      throw error
    }
  }

  /// Writes a text as UTF-8 to a path, and creates the folders above it.
  ///
  /// - Parameters:
  ///   - text: The whole content.
  ///   - path: Where to write.
  /// - Throws: Why it cannot be written.
  public static func write(_ text: String, to path: String) throws(FileError) {
    try write(Array(text.utf8), to: path)
  }

  private static func createFolders(above path: String) throws(FileError) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    var folder = ""
    for (position, part) in parts.enumerated() {
      folder += position == 0 ? part : "/" + part
      guard !part.isEmpty, part != ".", part != ".." else { continue }
      if unsafe mkdir(folder, 0o777) == 0 { continue }
      let reason = SystemError(code: errno)
      guard case .folder = FileSystem.kind(of: folder, followsLinks: true) else {
        throw FileError(
          .unwritable, path: path, "the folder \(folder) cannot be made: \(reason.message)")
      }
    }
  }

  private static func put(
    _ bytes: [UInt8], to path: String, named name: String
  ) throws(FileError) {
    guard let stream = unsafe fopen(path, "wb") else { throw failure(name) }
    let written = unsafe bytes.withUnsafeBytes {
      unsafe fwrite($0.baseAddress, 1, $0.count, stream)
    }
    let reason = SystemError(code: errno)
    let closed = unsafe fclose(stream)
    guard written == bytes.count else {
      throw FileError(.unwritable, path: name, "cannot be written: \(reason.message)")
    }
    guard closed == 0 else { throw failure(name) }
  }

  private static func failure(_ path: String) -> FileError {
    let message = SystemError(code: errno).message
    return FileError(.unwritable, path: path, "cannot be written: \(message)")
  }
}
