/// Finds a place for the label of every net, on its own line and clear of everything else.
struct LabelPlacement<Metrics: CellMetrics> {
  let state: LayoutState<Metrics>
  let segments: [[Segment]]
  /// Texts that labels keep clear of.
  var taken: [Frame]
  private(set) var legend: [LegendEntry] = []
  private var byChannel: [[(net: Int, segment: Segment)]]

  init(state: LayoutState<Metrics>, segments: [[Segment]], taken: [Frame]) {
    self.state = state
    self.segments = segments
    self.taken = taken
    byChannel = state.channelY.map { range in
      var list: [(net: Int, segment: Segment)] = []
      for (net, pieces) in segments.enumerated() {
        for piece in pieces where piece.y1 >= range.lowerBound && piece.y0 <= range.upperBound {
          list.append((net, piece))
        }
      }
      return list
    }
  }

  /// Returns one label a net, in the order of the nets.
  mutating func place() -> [DrawnText] {
    let nets = state.plan.nets
    var result: [DrawnText?] = Array(repeating: nil, count: nets.count)
    var lengths = Array(repeating: 0, count: nets.count)
    for (number, trunk) in state.routes.trunks.enumerated() {
      lengths[trunk.net] += state.trunkSpan[number].count
    }
    let order = nets.indices.sorted {
      (nets[$0].verdict.rank, lengths[$0], $0) < (nets[$1].verdict.rank, lengths[$1], $1)
    }
    for net in order {
      let text = DisplayWidth.visible(nets[net].label)
      let short = state.metrics.shortened(
        text, style: .traffic, limit: state.spacing.longestName)
      if let frame = find(short, net: net) {
        taken.append(frame)
        result[net] = DrawnText(
          text: short, full: short == text ? nil : text, style: .traffic, frame: frame)
      }
    }
    for net in nets.indices where result[net] == nil {
      let badge = Self.badge(legend.count)
      let frame = find(badge, net: net) ?? forced(badge, net: net)
      taken.append(frame)
      result[net] = DrawnText(text: badge, full: nets[net].label, style: .traffic, frame: frame)
      legend.append(LegendEntry(token: badge, meaning: DisplayWidth.visible(nets[net].label)))
    }
    return result.compactMap { $0 }
  }

  /// "1" to "9", "a" to "z" and then two digits.
  private static func badge(_ number: Int) -> String {
    if number < 9 { return "\(number + 1)" }
    if number < 35 { return String(Unicode.Scalar(UInt8(number - 9) + 0x61)) }
    return "\(number - 25)"
  }

  private func find(_ text: String, net: Int) -> Frame? {
    let spacing = state.spacing
    let width = state.metrics.width(of: text, style: .traffic) + 2 * spacing.labelPad
    let height = spacing.lineHeight(.traffic)
    let trunks = state.routes.trunks.indices.filter { state.routes.trunks[$0].net == net }
      .sorted { (state.trunkSpan[$1].count, $0) < (state.trunkSpan[$0].count, $1) }
    for trunk in trunks {
      let span = state.trunkSpan[trunk]
      let margin = spacing.touch == 1 ? 2 : 8
      let low = span.lowerBound + margin
      let high = span.upperBound - margin + spacing.touch - width
      if low > high { continue }
      let y = state.trunkY[trunk] - height / 2
      let middle = (low + high) / 2
      let step = spacing.touch == 1 ? 1 : 4
      var distance = 0
      while middle - distance >= low || middle + distance <= high {
        for x in [middle - distance, middle + distance] where x >= low && x <= high {
          let frame = Frame(x: x, y: y, width: width, height: height)
          if isFree(frame, net: net, channel: state.routes.trunks[trunk].channel) { return frame }
        }
        distance += step
      }
    }
    for trunk in trunks {
      if let frame = findVertical(trunk, net: net, width: width, height: height) { return frame }
    }
    return nil
  }

  /// A place on a vertical piece within the channel of a trunk.
  private func findVertical(_ trunk: Int, net: Int, width: Int, height: Int) -> Frame? {
    let entry = state.routes.trunks[trunk]
    let range = state.channelY[entry.channel]
    let touch = state.spacing.touch
    let middle = (range.lowerBound + range.upperBound) / 2
    let margin = touch == 1 ? 0 : height / 2 + 2
    for piece in segments[net] where !piece.isHorizontal {
      let arrowRoom = touch == 1 ? 1 : 12
      let low = max(range.lowerBound, piece.y0) + margin
      let high = min(range.upperBound - touch, piece.y1 - arrowRoom) - margin
      if low > high { continue }
      let rows = (low...high).sorted { (abs($0 - middle), $0) < (abs($1 - middle), $1) }
      for y in rows {
        let frame = Frame(
          x: piece.x0 - width / 2, y: y - height / 2, width: width, height: height)
        if isFree(frame, net: net, channel: entry.channel, own: piece) { return frame }
      }
    }
    return nil
  }

  /// Whether nothing lies where the label would, but the piece of line it stands on.
  private func isFree(_ frame: Frame, net: Int, channel: Int, own: Segment? = nil) -> Bool {
    let touch = state.spacing.touch
    let margin = touch == 1 ? 1 : 3
    let wide = Frame(
      x: frame.x - margin, y: frame.y - (touch == 1 ? 0 : 1), width: frame.width + 2 * margin,
      height: frame.height + (touch == 1 ? 0 : 2))
    if frame.x < 0 || taken.contains(where: { $0.intersects(wide) }) { return false }
    for (other, segment) in byChannel[channel] {
      if other == net, let own {
        if segment == own || !segment.isHorizontal && segment.x0 == own.x0 { continue }
      } else if other == net, segment.isHorizontal {
        continue
      }
      if segment.crosses(wide, touch: touch) { return false }
    }
    return true
  }

  /// The first place on any piece of the line where nothing lies, or its middle if there is none.
  private func forced(_ text: String, net: Int) -> Frame {
    let width = state.metrics.width(of: text, style: .traffic) + 2 * state.spacing.labelPad
    let height = state.spacing.lineHeight(.traffic)
    func frame(_ x: Int, _ y: Int) -> Frame {
      Frame(x: x - width / 2, y: y - height / 2, width: width, height: height)
    }
    let step = state.spacing.touch == 1 ? 1 : 3
    let pieces = segments[net].sorted { $0.length > $1.length }
    // Better a place that no border of a container runs through.
    for avoidsBorders in [true, false] {
      for piece in pieces {
        for along in stride(from: 0, through: piece.length, by: step) {
          let place =
            piece.isHorizontal
            ? frame(piece.x0 + along, piece.y0) : frame(piece.x0, piece.y0 + along)
          if avoidsBorders, isOnBorder(place) { continue }
          if isClear(place, net: net) { return place }
        }
      }
    }
    let piece = pieces.first ?? Segment(0, 0, 0, 0)
    return frame((piece.x0 + piece.x1) / 2, (piece.y0 + piece.y1) / 2)
  }

  /// Whether the border of a region, network or zone runs through a frame.
  private func isOnBorder(_ frame: Frame) -> Bool {
    let wide = frame.grown(by: state.spacing.touch == 1 ? 0 : 2)
    return (state.regionFrames + state.networkFrames + state.zoneFrames).contains {
      $0.intersects(wide) && !$0.contains(wide)
    }
  }

  /// Whether no text, no node and no foreign line lies where a label would.
  private func isClear(_ frame: Frame, net: Int) -> Bool {
    if frame.x < 0 || frame.y < 0 || taken.contains(where: { $0.intersects(frame) }) {
      return false
    }
    return segments.indices.allSatisfy { other in
      other == net
        || !segments[other].contains { $0.crosses(frame, touch: state.spacing.touch) }
    }
  }
}
