/// What a layout may leave out or fold together.
public struct LayoutOptions: Hashable, Sendable {
  /// How much of a node is drawn.
  public enum Detail: Hashable, Sendable {
    /// Name and address.
    case full
    /// The name.
    case names
    /// A token that the legend explains.
    case tokens
  }

  /// How much of a node is drawn.
  public var detail: Detail
  /// Equal nodes of one subnet are drawn as one when they are more than this.
  public var collapseLimit: Int
  /// Whether the names of subnets stand in a column of their own at the left of the subnet.
  public var hasLabelColumn: Bool
  /// Whether zones stand below one another rather than side by side.
  public var stacksZones: Bool
  /// The width to stay within when networks are packed side by side, if there is one.
  public var width: Int?
  /// Whether neighbours are exchanged while that makes the picture better, which takes longer.
  public var polishes: Bool

  /// Creates options.
  public init(
    detail: Detail = .full, collapseLimit: Int = 6, hasLabelColumn: Bool = true,
    stacksZones: Bool = false, width: Int? = nil,
    polishes: Bool = true
  ) {
    self.detail = detail
    self.collapseLimit = collapseLimit
    self.hasLabelColumn = hasLabelColumn
    self.stacksZones = stacksZones
    self.width = width
    self.polishes = polishes
  }
}
