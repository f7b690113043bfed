import Diagrams
import Reports

extension ReviewFinding {
  /// The connections that prove the finding, each as a strip of hops.
  func strips(subtitle: String) -> [PathStrip] {
    path.enumerated().map { number, path in
      let isLast = number + 1 == self.path.count
      let part = self.path.count > 1 ? " (connection \(number + 1) of \(self.path.count))" : ""
      var notes = ["The packet proves one pair of \(pairs); the others are listed in the report."]
      if !change.isEmpty { notes.append("What to change: \(change)") }
      return PathStrip(
        title: "\(id): \(title)\(part)",
        subtitle: ["\(path.source) to \(path.destination)", subtitle].filter { !$0.isEmpty }
          .joined(separator: ", "),
        packet: path.packet, service: path.service, forward: path.forward.map(\.stripStep),
        answer: path.answer.map(\.stripStep), isViolation: isLast && path.outcome == .delivered,
        findings: [id], notes: notes)
    }
  }
}

extension PathStep {
  /// The step as a strip shows it.
  fileprivate var stripStep: PathStrip.Step {
    let decision: PathStrip.Decision =
      switch self.decision {
      case .passes: .passes
      case .translates: .translates
      case .drops: .drops
      case .delivered: .delivered
      case .unknown: .unknown
      }
    let rule = [self.rule, reason].filter { !$0.isEmpty }.joined(separator: ": ")
    return PathStrip.Step(
      kind: nodeKind, name: "\(kind.words) \(name)", rule: rule, place: place,
      decision: decision, packet: packet, isDeciding: isDeciding)
  }

  private var nodeKind: SceneNode.Kind {
    switch kind {
    case .endpoint: .compute
    case .filter: .filter
    case .subnet: .border
    case .routeTable: .routes
    case .gateway: .gateway
    case .world: .world
    }
  }
}
