#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Comparisons of raw bytes.
enum JSONBytes {
  /// Returns whether two runs of `count` bytes are equal.
  @inline(__always) static func areEqual(
    _ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>?, _ count: Int
  ) -> Bool {
    guard count > 0, let second = unsafe second else { return count == 0 }
    return unsafe memcmp(first, second, count) == 0
  }
}
