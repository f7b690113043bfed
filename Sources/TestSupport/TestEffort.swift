#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How much work seeded tests do.
public enum TestEffort {
  /// Whether `BAILEY_THOROUGH` is set, so that laws are tried on many more random cases.
  public static let isThorough = getenv("BAILEY_THOROUGH") != nil
}
