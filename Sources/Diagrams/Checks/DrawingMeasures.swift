/// Figures that tell how easily a drawing reads; less is better, and none need be zero.
public struct DrawingMeasures: Hashable, Sendable {
  /// The number of nodes drawn.
  public var nodes: Int
  /// The number of lines drawn.
  public var nets: Int
  /// The number of points where lines cross.
  public var crossings: Int
  /// The number of corners and junctions of lines.
  public var bends: Int
  /// The length of all lines.
  public var length: Int
  /// The area of the picture.
  public var area: Int
  /// The number of lines whose label is a badge.
  public var badges: Int

  /// Measures a drawing.
  public init(of drawing: Drawing) {
    nodes = drawing.nodes.count
    nets = drawing.nets.count
    crossings = Crossings.count(drawing.nets.map(\.segments))
    bends = drawing.nets.reduce(0) { $0 + $1.segments.count - 1 }
    length = drawing.nets.flatMap(\.segments).reduce(0) { $0 + $1.length }
    area = drawing.width * drawing.height
    badges = drawing.nets.count { $0.label.full != nil && !$0.label.text.contains("…") }
  }
}
