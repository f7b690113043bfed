extension SVGRenderer {
  /// Returns the way of a packet as an SVG document.
  public func render(_ strip: PathStrip) -> String {
    svg(of: StripLayout.drawing(of: strip, metrics: metrics, width: 1000))
  }
}

extension TextRenderer {
  /// Returns the way of a packet as text, each line ended by a newline.
  public func render(_ strip: PathStrip) -> String {
    let drawing = StripLayout.drawing(of: strip, metrics: CharMetrics(), width: width)
    return text(of: drawing, rung: "every hop, both directions")
  }
}
