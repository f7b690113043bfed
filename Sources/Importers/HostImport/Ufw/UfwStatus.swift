import Documents
import PacketSets

/// What `ufw status`, `ufw status verbose` and `ufw status numbered` print (3.2 to 3.5).
struct UfwStatus {
  var isActive: Bool?
  /// The default policies by direction; empty unless the listing is verbose.
  var policies: [UfwRule.Direction: Verdict] = [:]
  /// Whether packets of others are passed on; `disabled (routed)` says that they are not (2.4).
  var forwards: Bool?
  var rules: [UfwRule] = []
  var diagnostics = Diagnostics()

  init(_ lines: [TextLine]) {
    var isInTable = false
    for line in lines {
      let text = line.text.trimmed
      if text.hasPrefix("Status:") {
        isActive = text.dropFirst(7).trimmed == "active"
      } else if text.hasPrefix("Default:") {
        readPolicies(text.dropFirst(8))
      } else if text.hasPrefix("--") {
        isInTable = true
      } else if isInTable, !text.isEmpty {
        do throws(ReadFault) {
          rules.append(try UfwStatusRow.read(text, of: line))
        } catch {
          diagnostics.append(error.diagnostic("host.ufw.status"))
          rules.append(contentsOf: Self.unknownRules(error, line))
        }
      }
    }
  }

  /// The rule of a line that cannot be read: it may allow and it may deny.
  static func unknownRules(_ fault: ReadFault, _ line: TextLine) -> [UfwRule] {
    [UfwRule.Action.allow, .deny].flatMap { action in
      [UfwRule.Direction.inbound, .outbound, .forwarded].map { direction in
        UfwRule(
          action: action, direction: direction, unknown: fault.message, text: line.text,
          location: line.location)
      }
    }
  }

  /// Reads `deny (incoming), allow (outgoing), disabled (routed)` (3.4).
  private mutating func readPolicies(_ text: Substring) {
    for part in text.split(separator: ",") {
      let words = part.split(separator: " ")
      guard words.count == 2 else { continue }
      let direction: UfwRule.Direction
      switch words[1] {
      case "(incoming)": direction = .inbound
      case "(outgoing)": direction = .outbound
      case "(routed)": direction = .forwarded
      default: continue
      }
      switch words[0] {
      case "allow": policies[direction] = .accept
      case "deny": policies[direction] = .drop
      case "reject": policies[direction] = .reject("")
      case "disabled":
        forwards = false
        policies[direction] = .drop
      default: break
      }
      if direction == .forwarded, words[0] != "disabled" { forwards = true }
    }
  }
}
