/// The measures of a text in character cells.
public struct CharMetrics: CellMetrics {
  /// The distances between things.
  public var spacing: Spacing

  /// Creates the measures of a text.
  ///
  /// - Parameter isTight: Whether nodes stand directly beside each other.
  public init(isTight: Bool = false) {
    spacing = Spacing(
      unit: 1, touch: 1, trackPitch: 1, stubAbove: 1, stubBelow: 1, emptyChannel: 0,
      trackGap: 3, nodeGap: isTight ? 0 : 1, nodePadX: 2, nodePadY: 1, icon: 0, lanePad: 1,
      subnetPadX: isTight ? 1 : 2, subnetPadY: 1, subnetGap: 1, zonePadX: 1, zoneTop: 1,
      zoneBottom: 1,
      columnGap: 1, networkPadX: 1, networkTop: 1, networkBottom: 1, regionPadX: 1,
      regionTop: 1, regionBottom: 1, blockGap: 1, longestName: 34, titlePad: 1, labelPad: 0,
      titlesInBorder: true, showsChips: false, subnetsAcross: 1)
  }

  /// Returns the number of cells a text takes.
  public func width(of text: String, style: TextStyle) -> Int { DisplayWidth.of(text) }

  /// Returns the text in at most `limit` cells, shortened in the middle when it is longer.
  public func shortened(_ text: String, style: TextStyle, limit: Int) -> String {
    Shortening.middle(of: text, limit: limit) { DisplayWidth.of($0) }
  }
}
