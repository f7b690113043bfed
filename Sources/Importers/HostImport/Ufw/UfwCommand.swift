import Documents
import PacketSets

/// Reads commands of UFW as `ufw show added` prints them (2.6 to 2.14).
enum UfwCommand {
  /// The rule of a line such as `ufw allow from 10.0.0.0/8 to any port 5432`.
  static func read(_ line: TextLine) throws(ReadFault) -> UfwRule {
    var words = line.words()[...]
    func take(_ expected: String) throws(ReadFault) -> TextLine.Word {
      guard let word = words.popFirst() else {
        throw ReadFault(line.location, "expected \(expected), found the end of the line")
      }
      return word
    }
    guard try take("ufw").text == "ufw" else {
      throw ReadFault(line.location, "expected a command that begins with ufw")
    }
    var verb = try take("allow, deny, reject, limit or route")
    var rule = UfwRule(action: .allow, text: line.text, location: line.location)
    if verb.text == "route" {
      rule.direction = .forwarded
      verb = try take("allow, deny, reject or limit")
    }
    guard let action = UfwRule.Action(rawValue: verb.text) else {
      throw ReadFault(verb, expected: "allow, deny, reject or limit")
    }
    rule.action = action
    var isDestination = true
    while let word = words.popFirst() {
      switch word.text {
      case "in", "out":
        let isOut = word.text == "out"
        if rule.direction != .forwarded { rule.direction = isOut ? .outbound : .inbound }
        guard words.first?.text == "on" else { continue }
        words = words.dropFirst()
        let name = try take("an interface").text
        if isOut { rule.output = name } else { rule.input = name }
      case "on":
        let name = try take("an interface").text
        if rule.direction == .outbound { rule.output = name } else { rule.input = name }
      case "log", "log-all": break
      case "comment": _ = words.popFirst()
      case "from", "to":
        isDestination = word.text == "to"
        let address = try take("an address or any")
        if address.text == "any" { continue }
        guard let set = AddressText.set(address.text) else {
          throw ReadFault(address, expected: "an address, a prefix or any")
        }
        if isDestination { rule.destination = set } else { rule.source = set }
      case "port":
        let word = try take("ports")
        guard let ports = PortText.set(word.text) else {
          throw ReadFault(word, expected: "ports such as 80,8080:8090")
        }
        if isDestination { rule.destinationPorts = ports } else { rule.sourcePorts = ports }
      case "proto":
        let word = try take("a protocol")
        guard let traffic = PortText.traffic(ofProtocol: word.text) else {
          throw ReadFault(word, expected: "a protocol")
        }
        rule.traffic = traffic
      case "app":
        rule.unknown = "the ports of the profile \(try take("the name of a profile").text)"
      default: readSimple(word.text, into: &rule)
      }
    }
    rule.settleFamilies()
    return rule
  }

  /// Reads `22/tcp`, `53`, `http`, or the name of a profile.
  private static func readSimple(_ text: String, into rule: inout UfwRule) {
    let parts = text.split(separator: "/")
    if let first = parts.first, let ports = PortText.set(first),
      parts.count == 1 || parts.count == 2
    {
      rule.destinationPorts = ports
      if parts.count == 2 {
        guard let traffic = PortText.traffic(ofProtocol: parts[1]) else {
          rule.unknown = "the protocol \(parts[1])"
          return
        }
        rule.traffic = traffic
      }
      return
    }
    rule.unknown = "the ports of the profile \(text)"
  }
}
