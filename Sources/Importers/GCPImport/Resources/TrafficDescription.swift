import Documents
import PacketSets

/// The protocols and ports of a firewall rule, as a set of packets and in the words of the rule.
struct TrafficDescription: Equatable, Sendable {
  /// The packets.
  var traffic: TrafficSet
  /// The words, such as `tcp:80,443`.
  var text: String

  /// Reads `allowed`, `denied` (key `IPProtocol`, GCP-2.2) or `layer4Configs` (key `ipProtocol`,
  /// GCP-3.4).
  init(_ entries: [JSONValue], _ key: StaticString) throws(ReadFault) {
    traffic = .empty
    var words: [String] = []
    for entry in entries {
      guard let name = try entry.text(key) else {
        throw ReadFault(entry, "a rule names no protocol")
      }
      let ports = try Self.ports(entry)
      traffic = traffic.union(try Self.traffic(name, ports, entry))
      let list = try entry.texts("ports").joined(separator: ",")
      words.append(list.isEmpty ? name : "\(name):\(list)")
    }
    text = words.joined(separator: " ")
  }

  /// The ports of an entry; nil stands for all of them.
  private static func ports(_ entry: JSONValue) throws(ReadFault) -> PortSet? {
    let texts = try entry.texts("ports")
    guard !texts.isEmpty else { return nil }
    var result = PortSet()
    for text in texts {
      let ends = text.split(separator: "-", omittingEmptySubsequences: false)
      guard (1...2).contains(ends.count), let low = ends.first.flatMap({ UInt16($0) }),
        let high = ends.last.flatMap({ UInt16($0) }), low <= high
      else { throw ReadFault(entry, "\(text) is no port") }
      result = result.union(PortSet(low...high))
    }
    return result
  }

  private static func traffic(
    _ name: String, _ ports: PortSet?, _ entry: JSONValue
  ) throws(ReadFault) -> TrafficSet {
    let word = name.lowercased()
    if word == "all" { return .all }
    // The API calls IP in IP by name; tunnels of Linux and of container networks use number 4.
    if word == "ipip" { return TrafficSet(IPProtocol(rawValue: 4)) }
    guard let proto = IPProtocol(name: word) else {
      throw ReadFault(entry, "\(name) is no protocol")
    }
    guard let ports, proto.hasPorts else { return TrafficSet(proto) }
    return TrafficSet(proto, destinationPorts: ports)
  }
}
