/// A rectangle in whole units: pixels of an SVG, or character cells of a text.
public struct Frame: Hashable, Sendable {
  /// The left edge.
  public var x: Int
  /// The upper edge.
  public var y: Int
  /// The width.
  public var width: Int
  /// The height.
  public var height: Int

  /// Creates a rectangle.
  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// The first column to the right of the rectangle.
  public var maxX: Int { x + width }
  /// The first line below the rectangle.
  public var maxY: Int { y + height }
  /// The column in the middle.
  public var midX: Int { x + width / 2 }
  /// The line in the middle.
  public var midY: Int { y + height / 2 }

  /// Returns whether the two rectangles share an area.
  public func intersects(_ other: Frame) -> Bool {
    x < other.maxX && other.x < maxX && y < other.maxY && other.y < maxY
  }

  /// Returns whether `other` lies within this rectangle.
  public func contains(_ other: Frame) -> Bool {
    x <= other.x && y <= other.y && other.maxX <= maxX && other.maxY <= maxY
  }

  /// Returns the rectangle grown by `margin` on every side.
  public func grown(by margin: Int) -> Frame {
    Frame(x: x - margin, y: y - margin, width: width + 2 * margin, height: height + 2 * margin)
  }
}

/// A horizontal or vertical piece of a line; both ends belong to it.
public struct Segment: Hashable, Sendable {
  /// The left or upper end.
  public var x0: Int
  /// The left or upper end.
  public var y0: Int
  /// The right or lower end.
  public var x1: Int
  /// The right or lower end.
  public var y1: Int

  /// Creates the segment between two points, whichever comes first.
  public init(_ ax: Int, _ ay: Int, _ bx: Int, _ by: Int) {
    x0 = min(ax, bx)
    y0 = min(ay, by)
    x1 = max(ax, bx)
    y1 = max(ay, by)
  }

  /// Whether the segment runs from left to right.
  public var isHorizontal: Bool { y0 == y1 }
  /// The distance between the ends.
  public var length: Int { (x1 - x0) + (y1 - y0) }

  /// Returns whether the segment passes through `frame`.
  ///
  /// - Parameters:
  ///   - frame: The rectangle.
  ///   - touch: 1 when the segment fills cells, 0 when it runs between them and may touch the
  ///     edges of the rectangle.
  /// - Returns: Whether the two share a point.
  public func crosses(_ frame: Frame, touch: Int) -> Bool {
    x0 < frame.maxX && x1 + touch > frame.x && y0 < frame.maxY && y1 + touch > frame.y
  }
}
