/// How large things are: the one difference between a picture and a text.
public protocol CellMetrics: Sendable {
  /// The distances between things.
  var spacing: Spacing { get }
  /// Returns the width of a text.
  func width(of text: String, style: TextStyle) -> Int
  /// Returns the text in at most `limit` units, shortened in the middle when it is longer.
  func shortened(_ text: String, style: TextStyle, limit: Int) -> String
}

/// The distances between things, in the unit of the picture.
public struct Spacing: Hashable, Sendable {
  /// Half the least distance between two ports of one side of a node.
  public var unit: Int
  /// 1 where lines lie in cells, 0 where they lie between them.
  public var touch: Int
  /// The distance between two lines of a channel.
  public var trackPitch: Int
  /// The distance from the row above to the first line of a channel.
  public var stubAbove: Int
  /// The distance from the last line of a channel to the row below.
  public var stubBelow: Int
  /// The height of a channel that nothing runs through.
  public var emptyChannel: Int
  /// The least distance between two lines end to end.
  public var trackGap: Int
  /// The least distance between two nodes.
  public var nodeGap: Int
  /// The distance from the left or right edge of a node to its text, without the icon.
  public var nodePadX: Int
  /// The distance from the upper or lower edge of a node to its text.
  public var nodePadY: Int
  /// The width that the icon of a node takes.
  public var icon: Int
  /// The distance from the row of nodes in a lane to what is above and below.
  public var lanePad: Int
  /// The distance from the side of a subnet to its nodes.
  public var subnetPadX: Int
  /// The distance from the upper or lower edge of a subnet to its nodes.
  public var subnetPadY: Int
  /// The distance between two subnets of one cell.
  public var subnetGap: Int
  /// The distance from the side of a zone to its subnets.
  public var zonePadX: Int
  /// The height above the first subnet of a zone.
  public var zoneTop: Int
  /// The height below the last subnet of a zone.
  public var zoneBottom: Int
  /// The distance between two zones, and from the first and last to the edge of the network.
  public var columnGap: Int
  /// The distance from the side of a network to what is in it.
  public var networkPadX: Int
  /// The height of the title of a network.
  public var networkTop: Int
  /// The height below the last row of a network.
  public var networkBottom: Int
  /// The distance from the side of a region to its networks.
  public var regionPadX: Int
  /// The height of the title of a region.
  public var regionTop: Int
  /// The height below the last network of a region.
  public var regionBottom: Int
  /// The distance between two networks.
  public var blockGap: Int
  /// The longest node name before it is shortened.
  public var longestName: Int
  /// The room a title keeps on its left and right.
  public var titlePad: Int
  /// The room a label keeps on its left and right.
  public var labelPad: Int
  /// Whether titles stand in the border of their container rather than below it.
  public var titlesInBorder: Bool
  /// Whether nodes carry an extra line of marks.
  public var showsChips: Bool
  /// How many subnets of one cell stand side by side.
  public var subnetsAcross: Int

  /// The room for the sign before the name of a subnet.
  public var sign = 0

  /// Returns the height of a line of text.
  func lineHeight(_ style: TextStyle) -> Int {
    if touch == 1 { return 1 }
    switch style {
    case .container: return 16
    case .subnet: return 16
    case .detail: return 14
    case .node: return 17
    case .nodeDetail: return 14
    case .chip: return 16
    case .traffic: return 14
    }
  }
}
