/// Places the titles of containers where no line crosses them.
struct TitlePlacement<Metrics: CellMetrics> {
  let metrics: Metrics
  let verticals: [Segment]
  private(set) var legend: [LegendEntry] = []
  private var tokens: [String: Int] = [:]

  init(metrics: Metrics, segments: [[Segment]]) {
    self.metrics = metrics
    verticals = segments.joined().filter { !$0.isHorizontal }.sorted { $0.x0 < $1.x0 }
  }

  /// Returns the title of a container: the first of `forms` that fits, else the longest form
  /// shortened where it fits, else a token that the legend explains; nil when not even the token
  /// fits.
  ///
  /// - Parameters:
  ///   - forms: The title, longest form first; none empty.
  ///   - initial: The letter of the token.
  ///   - style: How the title is set.
  ///   - frame: The container.
  ///   - height: The height of the strip that the title stands in.
  /// - Returns: The text with its place.
  mutating func place(
    _ forms: [String], initial: String, style: TextStyle, frame: Frame, height: Int
  ) -> DrawnText? {
    guard let whole = forms.first else { return nil }
    let rows = strips(frame, style: style, height: height)
    for (place, form) in forms.enumerated() {
      for y in rows {
        if let text = fit(form, style, frame, y) {
          if place > 0 {
            let rest = whole.dropFirst(whole.hasPrefix(form + " ") ? form.count + 1 : 0)
            legend.append(LegendEntry(token: form, meaning: String(rest)))
          }
          return DrawnText(text: form, full: place > 0 ? whole : nil, style: style, frame: text)
        }
      }
    }
    for y in rows {
      if let text = shortened(forms, style, frame, y) {
        legend.append(LegendEntry(token: text.text, meaning: whole))
        return text
      }
    }
    let number = (tokens[initial] ?? 0) + 1
    let token = metrics.spacing.touch == 1 ? "[\(initial)\(number)]" : "\(initial)\(number)"
    for y in rows {
      if let text = fit(token, style, frame, y) {
        tokens[initial] = number
        legend.append(LegendEntry(token: token, meaning: whole))
        return DrawnText(text: token, full: whole, style: style, frame: text)
      }
    }
    return nil
  }

  /// Returns whether a title fits into the upper or the lower border.
  func fits(_ text: String, style: TextStyle, frame: Frame) -> Bool {
    strips(frame, style: style, height: 1).contains { fit(text, style, frame, $0) != nil }
  }

  /// Returns two texts in the upper and the lower border, or nil when one of them does not fit.
  func split(_ upper: String, _ lower: String, style: TextStyle, frame: Frame) -> [DrawnText]? {
    guard metrics.spacing.titlesInBorder, !upper.isEmpty, !lower.isEmpty,
      let first = fit(upper, style, frame, frame.y),
      let second = fit(lower, style, frame, frame.maxY - 1)
    else { return nil }
    return [
      DrawnText(text: upper, full: nil, style: style, frame: first),
      DrawnText(text: lower, full: nil, style: style, frame: second),
    ]
  }

  private func strips(_ frame: Frame, style: TextStyle, height: Int) -> [Int] {
    if metrics.spacing.titlesInBorder { return [frame.y, frame.maxY - 1] }
    return [frame.y + (height - metrics.spacing.lineHeight(style)) / 2]
  }

  /// The shortest form in what room there is, if that leaves enough of it to be recognised.
  private func shortened(
    _ forms: [String], _ style: TextStyle, _ frame: Frame, _ y: Int
  ) -> DrawnText? {
    guard let form = forms.last, let whole = forms.first, style == .container else { return nil }
    let width = metrics.width(of: form, style: style)
    for share in [80, 60] {
      let text = metrics.shortened(form, style: style, limit: width * share / 100)
      if text.count >= 12, let place = fit(text, style, frame, y) {
        return DrawnText(text: text, full: whole, style: style, frame: place)
      }
    }
    return nil
  }

  /// The leftmost stretch of a strip that takes `text` with room on both sides.
  private func fit(_ text: String, _ style: TextStyle, _ frame: Frame, _ y: Int) -> Frame? {
    let spacing = metrics.spacing
    let width = metrics.width(of: text, style: style)
    let height = spacing.lineHeight(style)
    let edge = spacing.touch == 1 ? 1 : 4
    let end = frame.maxX - edge
    var start = frame.x + edge
    for line in verticals where line.y1 + spacing.touch > y && line.y0 < y + height {
      if line.x0 < start { continue }
      if line.x0 >= end { break }
      if start + width + 2 * spacing.titlePad <= line.x0 { break }
      start = line.x0 + 1
    }
    guard start + width + 2 * spacing.titlePad <= end else { return nil }
    return Frame(x: start + spacing.titlePad, y: y, width: width, height: height)
  }
}
