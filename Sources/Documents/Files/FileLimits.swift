/// How much is read before a file or folder is refused.
public struct FileLimits: Hashable, Sendable {
  /// The most bytes that standard input may have, or a compressed file when it is inflated.
  public var maximumInflatedBytes: Int
  /// How many times larger a compressed file may become.
  public var maximumRatio: Int
  /// The inflated size up to which any ratio is fine.
  public var freeInflatedBytes: Int
  /// How deep folders may nest.
  public var maximumDepth: Int
  /// How many files a run may read.
  public var maximumEntries: Int

  /// Creates limits.
  public init(
    maximumInflatedBytes: Int = 2 << 30, maximumRatio: Int = 200,
    freeInflatedBytes: Int = 64 << 20, maximumDepth: Int = 64, maximumEntries: Int = 1_000_000
  ) {
    self.maximumInflatedBytes = max(maximumInflatedBytes, 0)
    self.maximumRatio = max(maximumRatio, 1)
    self.freeInflatedBytes = max(freeInflatedBytes, 0)
    self.maximumDepth = max(maximumDepth, 1)
    self.maximumEntries = max(maximumEntries, 1)
  }

  /// The limits that fit exports: 2 GiB inflated, 200 to 1 beyond 64 MiB, 64 folders deep.
  public static let standard = FileLimits()
}
