/// How much a YAML reader accepts before it refuses.
public struct YAMLLimits: Hashable, Sendable {
  /// The largest file in bytes.
  public var maximumBytes: Int
  /// How many nodes all documents of a file may have, those behind aliases counted each time.
  public var maximumNodes: Int
  /// How deep nodes may nest, those behind aliases included.
  public var maximumDepth: Int

  /// Creates limits.
  public init(
    maximumBytes: Int = 16 << 20, maximumNodes: Int = 100_000, maximumDepth: Int = 64
  ) {
    self.maximumBytes = min(max(maximumBytes, 0), 1 << 30)
    self.maximumNodes = max(maximumNodes, 1)
    self.maximumDepth = min(max(maximumDepth, 1), 512)
  }

  /// The limits that fit a policy: 16 MiB, 100 000 nodes, 64 levels.
  public static let standard = YAMLLimits()
}
