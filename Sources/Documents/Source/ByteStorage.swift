#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The bytes of one file: mapped from the disk or owned, never changed, released with the object.
@safe final class ByteStorage: @unchecked Sendable {
  /// How the bytes are given back.
  private enum Release {
    case unmap
    case free
    case nothing
  }

  /// The first byte; a valid pointer even when there are no bytes.
  let base: UnsafePointer<UInt8>
  /// The number of bytes.
  let count: Int
  private let release: Release

  /// Owns a copy of `bytes`.
  init(copying bytes: [UInt8]) {
    let memory = UnsafeMutablePointer<UInt8>.allocate(capacity: max(bytes.count, 1))
    unsafe bytes.withUnsafeBufferPointer { source in
      if let start = source.baseAddress {
        unsafe memory.initialize(from: start, count: source.count)
      }
    }
    unsafe base = UnsafePointer(memory)
    count = bytes.count
    release = .free
  }

  /// Owns `count` bytes that `malloc` gave.
  init(adopting memory: UnsafeMutableRawPointer, count: Int) {
    unsafe base = UnsafePointer(memory.assumingMemoryBound(to: UInt8.self))
    self.count = count
    release = .free
  }

  /// Maps the first `count` bytes of an open file, or returns nil when the system refuses.
  init?(mapping descriptor: Int32, count: Int) {
    guard count > 0,
      let memory = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
      unsafe memory != MAP_FAILED
    else { return nil }
    unsafe base = UnsafePointer(memory.assumingMemoryBound(to: UInt8.self))
    self.count = count
    release = .unmap
  }

  deinit {
    switch release {
    case .unmap: unsafe munmap(UnsafeMutableRawPointer(mutating: base), count)
    case .free: unsafe free(UnsafeMutableRawPointer(mutating: base))
    case .nothing: break
    }
  }

  /// A copy of the bytes.
  var array: [UInt8] { unsafe Array(buffer) }

  /// Calls `body` with the bytes, and keeps them until it returns.
  @inline(never)
  func withBuffer<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(self) {} }
    return unsafe try body(buffer)
  }

  /// All the bytes, valid while this object is.
  var buffer: UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: base, count: count)
  }
}
