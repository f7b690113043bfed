/// The measures of a picture in pixels.
///
/// Texts are measured without a font: each ASCII character counts as the wider of its Helvetica
/// Bold and DejaVu Sans Bold forms, so no text is wider than its box in any of the fonts named.
public struct PixelMetrics: CellMetrics {
  /// The distances between things.
  public var spacing: Spacing

  /// Creates the measures of a picture.
  public init() {
    spacing = Spacing(
      unit: 8, touch: 0, trackPitch: 18, stubAbove: 18, stubBelow: 24, emptyChannel: 16,
      trackGap: 16, nodeGap: 20, nodePadX: 10, nodePadY: 7, icon: 30, lanePad: 4,
      subnetPadX: 14, subnetPadY: 14, subnetGap: 14, zonePadX: 12, zoneTop: 28, zoneBottom: 12,
      columnGap: 16, networkPadX: 6, networkTop: 30, networkBottom: 14, regionPadX: 14,
      regionTop: 30, regionBottom: 14, blockGap: 24, longestName: 250, titlePad: 6, labelPad: 2,
      titlesInBorder: false, showsChips: true, subnetsAcross: 2, sign: 18)
  }

  /// Returns the width of a text.
  public func width(of text: String, style: TextStyle) -> Int {
    let thousandths = text.unicodeScalars.reduce(0) { $0 + GlyphWidths.width(of: $1) }
    return (thousandths * size(of: style) + 999) / 1000
  }

  /// Returns the text in at most `limit` pixels, shortened in the middle when it is longer.
  public func shortened(_ text: String, style: TextStyle, limit: Int) -> String {
    Shortening.middle(of: text, limit: limit) { width(of: $0, style: style) }
  }

  /// The size of the letters of a style.
  func size(of style: TextStyle) -> Int {
    switch style {
    case .container: 13
    case .subnet: 12
    case .detail: 11
    case .node: 13
    case .nodeDetail: 11
    case .chip: 10
    case .traffic: 11
    }
  }
}

/// Leaves out the middle of texts that are too long.
enum Shortening {
  /// Returns `text`, or its two ends around an ellipsis when it measures more than `limit`.
  static func middle(of text: String, limit: Int, measure: (String) -> Int) -> String {
    if measure(text) <= limit { return text }
    let letters = Array(text)
    var kept = letters.count - 1
    while kept > 1 {
      let tail = kept / 2
      let short = String(letters.prefix(kept - tail)) + "…" + String(letters.suffix(tail))
      if measure(short) <= limit { return short }
      kept -= 1
    }
    return "…"
  }
}
