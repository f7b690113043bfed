import Composition
import Documents
import Reachability
import Topology

/// Connections whose outcome was measured or derived, held against what Bailey says.
struct Measurement {
  /// How many rows agree.
  var right = 0
  /// The rows that do not, with what Bailey says.
  var wrong: [String] = []
  /// The rows that Bailey leaves open, with the reason.
  var open: [String] = []

  /// How many rows there are.
  var count: Int { right + wrong.count + open.count }

  /// A line for people: the share that agrees, and what does not.
  var summary: String {
    let share = count == 0 ? 0 : Double(right * 10_000 / count) / 100
    return "\(right) of \(count) agree (\(share) %), \(wrong.count) wrong, \(open.count) undecided"
  }

  /// Holds one row against a verdict.
  mutating func add(_ row: String, expected: String, _ ruling: FlowRuling, _ graph: Topology) {
    if ruling.verdict.rawValue == expected {
      right += 1
    } else if ruling.verdict == .undecided {
      let reasons = ruling.assumptions.prefix(2).compactMap {
        $0.index < graph.assumptions.count ? graph.assumptions[$0].statement : nil
      }
      open.append("\(row): \(reasons.joined(separator: "; "))")
    } else {
      wrong.append(
        "\(row): expected \(expected), got \(ruling.verdict.rawValue) "
          + "(\(ruling.blockedBy ?? ruling.message))")
    }
  }
}
