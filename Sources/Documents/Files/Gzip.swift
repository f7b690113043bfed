import CZlib

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why bytes are not gzip.
public struct GzipError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of a refusal.
  public enum Kind: String, Hashable, Sendable {
    /// The bytes do not start as gzip does.
    case notGzip
    /// The bytes end too early.
    case truncated
    /// The bytes are damaged.
    case corrupt
    /// The inflated bytes exceed a limit.
    case limit
  }

  /// The kind of the refusal.
  public var kind: Kind
  /// The compressed byte at which reading stopped.
  public var offset: Int
  /// What was expected.
  public var description: String
}

/// Inflates gzip (RFC 1952), also several members in a row.
public enum Gzip {
  /// Returns the inflated bytes.
  ///
  /// - Parameters:
  ///   - bytes: One or more gzip members.
  ///   - limits: How large the result may be.
  /// - Returns: The inflated bytes of all members.
  /// - Throws: Why the bytes cannot be inflated.
  public static func inflate(
    _ bytes: [UInt8], limits: FileLimits = .standard
  ) throws(GzipError) -> [UInt8] {
    let source = ByteStorage(copying: bytes)
    let inflated = unsafe try source.withBuffer { (buffer) throws(GzipError) in
      unsafe try inflate(buffer, limits: limits)
    }
    return inflated.array
  }

  /// Returns the inflated bytes of a buffer.
  static func inflate(
    _ bytes: UnsafeBufferPointer<UInt8>, limits: FileLimits
  ) throws(GzipError) -> ByteStorage {
    guard unsafe bytes.starts(with: [0x1F, 0x8B]) else {
      throw GzipError(kind: .notGzip, offset: 0, description: "expected gzip")
    }
    var inflater = unsafe Inflater(input: bytes, limits: limits)
    return try inflater.run()
  }
}

/// A stream of zlib with its output.
@safe private struct Inflater: ~Copyable {
  private let input: UnsafeBufferPointer<UInt8>
  private let limit: Int
  private let ratioLimit: Int
  private let ratio: Int
  private var stream = unsafe z_stream()
  private var output: UnsafeMutablePointer<UInt8>?
  private var capacity: Int
  private var written = 0
  private var consumed = 0

  init(input: UnsafeBufferPointer<UInt8>, limits: FileLimits) {
    unsafe self.input = input
    limit = limits.maximumInflatedBytes
    ratio = limits.maximumRatio
    let (product, overflow) = input.count.multipliedReportingOverflow(by: ratio)
    ratioLimit = max(overflow ? .max : product, limits.freeInflatedBytes)
    capacity = min(max(input.count * 4, 1 << 12), 64 << 20)
    unsafe output = malloc(capacity)?.assumingMemoryBound(to: UInt8.self)
  }

  deinit {
    unsafe free(output)
  }

  /// Inflates all members.
  mutating func run() throws(GzipError) -> ByteStorage {
    // 16 asks zlib for gzip alone, 15 for the largest window.
    guard unsafe output != nil,
      unsafe bailey_inflateInit2(&stream, 16 + 15) == Z_OK
    else { throw failure(.limit, "out of memory") }
    defer { unsafe inflateEnd(&stream) }
    while true {
      let status = step()
      try checkSize()
      switch status {
      case Z_STREAM_END:
        guard startsMember() else { return takeOutput() }
        unsafe inflateReset(&stream)
      case Z_OK, Z_BUF_ERROR:
        if written == capacity {
          try grow()
        } else if unsafe consumed == input.count {
          throw failure(.truncated, "the gzip data ends too early: export or copy it again")
        }
      default:
        let reason = unsafe stream.msg.map { unsafe String(cString: $0) } ?? "error \(status)"
        throw failure(.corrupt, "the gzip data is damaged: \(reason)")
      }
    }
  }

  /// Inflates as much as fits.
  private mutating func step() -> Int32 {
    guard let start = unsafe input.baseAddress, let output = unsafe output else {
      return Z_BUF_ERROR
    }
    let available = unsafe UInt32(clamping: input.count - consumed)
    let room = UInt32(clamping: capacity - written)
    unsafe stream.next_in = UnsafeMutablePointer(mutating: start + consumed)
    unsafe stream.avail_in = available
    unsafe stream.next_out = output + written
    unsafe stream.avail_out = room
    let status = unsafe inflate(&stream, Z_NO_FLUSH)
    consumed += Int(unsafe available - stream.avail_in)
    written += Int(unsafe room - stream.avail_out)
    return status
  }

  /// Returns whether another member follows; zeros behind the last member are padding.
  private mutating func startsMember() -> Bool {
    unsafe input[consumed...].contains { $0 != 0 }
  }

  private func checkSize() throws(GzipError) {
    guard written <= limit else {
      throw failure(.limit, "the file inflates to more than \(limit) bytes")
    }
    guard written <= ratioLimit else {
      throw failure(.limit, "the file inflates to more than \(ratio) times its size")
    }
  }

  private mutating func grow() throws(GzipError) {
    let larger = capacity * 2
    guard let memory = unsafe realloc(output, larger) else {
      throw failure(.limit, "out of memory")
    }
    unsafe output = memory.assumingMemoryBound(to: UInt8.self)
    capacity = larger
  }

  private mutating func takeOutput() -> ByteStorage {
    guard let memory = unsafe output else { return ByteStorage(copying: []) }
    unsafe output = nil
    let fitting = unsafe realloc(memory, max(written, 1)) ?? UnsafeMutableRawPointer(memory)
    return unsafe ByteStorage(adopting: fitting, count: written)
  }

  private func failure(_ kind: GzipError.Kind, _ message: String) -> GzipError {
    GzipError(kind: kind, offset: consumed, description: message)
  }
}
