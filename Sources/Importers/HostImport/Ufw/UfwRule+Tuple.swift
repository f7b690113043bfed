import Documents
import PacketSets

extension UfwRule {
  /// Reads `### tuple ### ACTION PROTO DPORT DST SPORT SRC [DAPP SAPP] DIRECTION` (3.1).
  init?(tuple line: TextLine) {
    let words = line.text.split(separator: " ").map(String.init)
    guard words.count >= 10, words[0] == "###", words[1] == "tuple", words[2] == "###" else {
      return nil
    }
    var fields = words.dropFirst(3).filter { !$0.hasPrefix("comment=") }
    guard fields.count == 7 || fields.count == 9, let place = fields.popLast() else { return nil }
    var verb = fields[0]
    let isRouted = verb.hasPrefix("route:")
    if isRouted { verb.removeFirst("route:".count) }
    guard let action = Action(rawValue: String(verb.prefix { $0 != "_" })),
      let traffic = fields[1] == "any" ? .all : PortText.traffic(ofProtocol: fields[1]),
      let destination = AddressText.set(fields[3]), let source = AddressText.set(fields[5])
    else { return nil }
    self.init(action: action, text: line.text, location: line.location)
    self.traffic = traffic
    if fields[2] != "any" {
      guard let ports = PortText.set(fields[2]) else { return nil }
      destinationPorts = ports
    }
    if fields[4] != "any" {
      guard let ports = PortText.set(fields[4]) else { return nil }
      sourcePorts = ports
    }
    self.source = source
    self.destination = destination
    settleFamilies()
    for part in place.split(separator: "!") {
      let name = part.split(separator: "_", maxSplits: 1)
      switch name.first {
      case "in": if name.count > 1 { input = String(name[1]) }
      case "out":
        if name.count > 1 { output = String(name[1]) }
        if !isRouted { direction = .outbound }
      default: return nil
      }
    }
    if isRouted { direction = .forwarded }
  }
}
