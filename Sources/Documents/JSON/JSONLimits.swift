/// How much a JSON reader accepts before it refuses.
public struct JSONLimits: Hashable, Sendable {
  /// The largest file in bytes; never more than 4 GiB, which is what a location can hold.
  public var maximumBytes: Int
  /// How deep arrays and objects may nest.
  public var maximumDepth: Int
  /// How many values a file may have, at most 268 435 455.
  public var maximumValues: Int
  /// Whether several top-level values may follow each other: pages of answers, or one a line.
  public var allowsSeveralRoots: Bool

  /// Creates limits; the default ones fit exports of a large account.
  public init(
    maximumBytes: Int = 4 << 30, maximumDepth: Int = 512, maximumValues: Int = 250_000_000,
    allowsSeveralRoots: Bool = true
  ) {
    self.maximumBytes = min(max(maximumBytes, 0), Int(UInt32.max))
    self.maximumDepth = min(max(maximumDepth, 0), 1 << 20)
    self.maximumValues = min(max(maximumValues, 1), JSONTape.largestCount)
    self.allowsSeveralRoots = allowsSeveralRoots
  }

  /// The limits for exports: several roots, 4 GiB, 512 levels.
  public static let standard = JSONLimits()

  /// The limits for a document of its own: RFC 8259 to the letter, one root.
  public static let singleRoot = JSONLimits(allowsSeveralRoots: false)
}
