#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads files: memory-mapped when they are large, inflated when they are compressed.
public enum FileReader {
  /// Files of at least this size are mapped; smaller ones are cheaper to copy.
  private static let mappedBytes = 64 << 10

  /// Reads a regular file, or standard input when the path is `-`.
  ///
  /// A file that starts as gzip does is inflated, whatever its name.
  ///
  /// - Parameters:
  ///   - path: The path of the file, or `-`.
  ///   - id: The number of the file in the run.
  ///   - limits: What is refused for its size.
  /// - Returns: The file.
  /// - Throws: Why it cannot be read.
  public static func read(
    _ path: String, id: FileID = FileID(rawValue: 0), limits: FileLimits = .standard
  ) throws(FileError) -> SourceFile {
    try read(FileEntry(path: path), id: id, limits: limits)
  }

  /// Reads the file of an entry.
  ///
  /// - Parameters:
  ///   - entry: The entry of an inventory.
  ///   - id: The number of the file in the run.
  ///   - limits: What is refused for its size.
  /// - Returns: The file.
  /// - Throws: Why it cannot be read.
  public static func read(
    _ entry: FileEntry, id: FileID, limits: FileLimits = .standard
  ) throws(FileError) -> SourceFile {
    SourceFile(id: id, path: entry.path, storage: try storage(of: entry, limits: limits))
  }

  /// Returns the bytes of an entry, inflated when they are compressed.
  static func storage(
    of entry: FileEntry, limits: FileLimits
  ) throws(FileError) -> ByteStorage {
    let isInput = entry.resolvedPath == "-"
    let stored =
      isInput
      ? try drain(STDIN_FILENO, path: entry.path, limit: limits.maximumInflatedBytes)
      : try open(entry)
    guard unsafe stored.buffer.starts(with: [0x1F, 0x8B]) else { return stored }
    do throws(GzipError) {
      return unsafe try stored.withBuffer { (buffer) throws(GzipError) in
        unsafe try Gzip.inflate(buffer, limits: limits)
      }
    } catch {
      throw FileError(.gzip, path: entry.path, "\(error)")
    }
  }

  private static func open(_ entry: FileEntry) throws(FileError) -> ByteStorage {
    // Without O_NONBLOCK, opening a pipe would wait for a writer.
    let descriptor = Self.descriptor(entry.resolvedPath)
    guard descriptor >= 0 else { throw SystemError(code: errno).fileError(entry.path) }
    defer { close(descriptor) }
    var info = stat()
    guard unsafe fstat(descriptor, &info) == 0 else {
      throw SystemError(code: errno).fileError(entry.path)
    }
    switch FileSystem.kind(info.st_mode) {
    case .regular: break
    case .folder: throw FileError(.special, path: entry.path, "expected a file, this is a folder")
    case .special(let name):
      throw FileError(.special, path: entry.path, "expected a file, this is \(name)")
    case .link, .failure:
      throw FileError(.special, path: entry.path, "expected a regular file")
    }
    let size = Int(info.st_size)
    if size >= mappedBytes, let mapped = ByteStorage(mapping: descriptor, count: size) {
      return mapped
    }
    return try drain(descriptor, path: entry.path, limit: max(size, mappedBytes) + (1 << 30))
  }

  private static func descriptor(_ path: String) -> Int32 {
    #if canImport(Glibc)
      unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    #elseif canImport(Musl)
      unsafe Musl.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    #else
      unsafe Darwin.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    #endif
  }

  /// Reads a descriptor to its end.
  private static func drain(
    _ descriptor: Int32, path: String, limit: Int
  ) throws(FileError) -> ByteStorage {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe Self.readSome(descriptor, $0)
      }
      if count == 0 { return ByteStorage(copying: bytes) }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw SystemError(code: errno).fileError(path)
      }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= limit else {
        throw FileError(.limit, path: path, "has more than \(limit) bytes")
      }
    }
  }

  private static func readSome(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer)
    -> Int
  {
    #if canImport(Glibc)
      unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      unsafe Musl.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      unsafe Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }
}
