import Documents
import PacketSets

/// A rule of UFW as a person types it (2.2 to 2.14).
struct UfwRule: Hashable, Sendable {
  var action: Action
  var direction: Direction = .inbound
  /// The families in whose lists it stands (2.8, 2.9).
  var families: [AddressFamily] = AddressFamily.allCases
  /// The protocols; `.all` without a port means every protocol, with one TCP and UDP (2.6).
  var traffic: TrafficSet = .all
  var destinationPorts: PortSet?
  var sourcePorts: PortSet?
  var destination: AddressSet = .all
  var source: AddressSet = .all
  var input: String?
  var output: String?
  /// What the export does not tell about the rule, such as the ports of a profile.
  var unknown: String?
  var text: String
  var location: SourceLocation

  /// What a rule does.
  enum Action: String, Hashable, Sendable {
    case allow
    case deny
    case reject
    case limit
  }

  /// To which packets a rule is applied.
  enum Direction: Hashable, Sendable {
    case inbound
    case outbound
    case forwarded

    /// The chain of the rule's direction without the name of its family.
    var chain: String {
      switch self {
      case .inbound: "user-input"
      case .outbound: "user-output"
      case .forwarded: "user-forward"
      }
    }
  }

  /// Limits the families by the addresses, which decide before anything else (2.9).
  mutating func settleFamilies() {
    for set in [source, destination] where set != .all {
      families.removeAll { set.restricted(toFamily: $0).isEmpty }
    }
  }

  /// The rules of the list of one family.
  func rules(for family: AddressFamily) -> [FirewallRule] {
    guard families.contains(family) else { return [] }
    var region = PacketRegion(source: source, destination: destination).restricted(to: family)
    region.traffic = packets
    if let input { region.input = InterfaceMatch([input]) }
    if let output { region.output = InterfaceMatch([output]) }
    var matches: [PacketMatch] = [.region(region)]
    if let unknown { matches.append(.unknown(unknown)) }
    func rule(_ more: [PacketMatch], _ verdict: Verdict) -> FirewallRule {
      FirewallRule(matches: matches + more, verdict: verdict, text: text, location: location)
    }
    switch action {
    case .allow: return [rule([], .accept)]
    case .deny: return [rule([], .drop)]
    case .reject:
      return [rule([], .reject(region.traffic.isSubset(of: TrafficSet(.tcp)) ? "tcp-reset" : ""))]
    case .limit:
      // Who opens six connections in thirty seconds is refused (2.11).
      return [rule([.rate(isExceeded: true, "limit")], .reject("")), rule([], .accept)]
    }
  }

  /// The packets by protocol and ports: a port without a protocol means TCP and UDP (2.6).
  var packets: TrafficSet {
    guard destinationPorts != nil || sourcePorts != nil else { return traffic }
    let base = traffic.isFull ? TrafficSet(.tcp).union(TrafficSet(.udp)) : traffic
    return PortText.traffic(
      of: base, source: sourcePorts ?? .full, destination: destinationPorts ?? .full)
  }
}
