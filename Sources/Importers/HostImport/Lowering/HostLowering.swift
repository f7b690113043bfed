import Documents
import PacketSets
import Topology

/// Makes neutral filters of the rules of one host.
struct HostLowering {
  let export: HostExport
  /// What is not known, in the order in which it was met.
  var assumptions: [Assumption] = []
  private var assumptionNumbers: [String: ID<Assumption>] = [:]
  private var flattened: [Request: FlatChain] = [:]

  private struct Request: Hashable {
    var chain: ChainNumber
    var view: Viewpoint
  }

  init(_ export: HostExport) { self.export = export }

  /// How many addresses of a host are told apart.
  static let addressLimit = 512

  /// The firewall of the host.
  static func firewall(of export: HostExport) -> HostFirewall {
    var lowering = HostLowering(export)
    let ports = lowering.ports()
    return HostFirewall(
      name: export.name, ports: ports, assumptions: lowering.assumptions,
      forwards: export.facts.forwards.isEmpty
        || export.facts.forwards.values.contains(true), location: export.location)
  }

  /// The interfaces with their addresses, divided where rules tell addresses apart.
  private mutating func ports() -> [HostFirewall.Port] {
    guard let interfaces = export.facts.interfaces else {
      let own = [AddressFamily.v4: IPAddress?.none, .v6: .none]
      return [port("", [], own, .external, export.location)]
    }
    var result: [HostFirewall.Port] = []
    for interface in interfaces where interface.leadsOutside {
      let name = InterfaceKnowledge.named(interface.name)
      let addresses = interface.addresses.map(\.address).filter { !Self.isLinkLocal($0) }
        .prefix(Self.addressLimit)
      var groups: [[IPAddress]] = []
      var families: [AddressFamily: Int] = [:]
      for family in AddressFamily.allCases {
        let own = group(addresses.filter { $0.family == family }, name)
        families[family] = own.count
        groups += own
      }
      // One endpoint for the interface unless its addresses of one family differ.
      if families.values.allSatisfy({ $0 <= 1 }) { groups = [groups.flatMap { $0 }] }
      for group in groups where !group.isEmpty {
        var own: [AddressFamily: IPAddress?] = [:]
        for family in AddressFamily.allCases {
          own[family] = .some(group.first { $0.family == family })
        }
        result.append(port(interface.name, group, own, name, interface.location))
      }
    }
    return result
  }

  /// The addresses of one family in groups that the rules treat alike.
  private mutating func group(
    _ addresses: [IPAddress], _ interface: InterfaceKnowledge
  ) -> [[IPAddress]] {
    var groups: [(key: [[FlatChain]], addresses: [IPAddress])] = []
    for address in addresses {
      let key = [
        chains(.inbound, address.family, interface, address, .new),
        chains(.outbound, address.family, interface, address, .new),
        chains(.inbound, address.family, interface, address, .established),
        chains(.outbound, address.family, interface, address, .established),
        [diversions(.inbound, address.family, interface, address)],
      ]
      if let known = groups.firstIndex(where: { $0.key == key }) {
        groups[known].addresses.append(address)
      } else {
        groups.append((key, [address]))
      }
    }
    return groups.map(\.addresses)
  }

  static func isLinkLocal(_ address: IPAddress) -> Bool {
    Prefix("fe80::/10")?.contains(address) == true
      || Prefix("169.254.0.0/16")?.contains(address) == true
  }

  /// The hooks that packets of a direction meet in this host (4.1).
  static func hooks(_ direction: FlowDirection) -> [Hook] {
    direction == .inbound ? [.prerouting, .input] : [.output, .postrouting]
  }

  /// The lists of all base chains that packets meet, without those that translate.
  mutating func chains(
    _ direction: FlowDirection, _ family: AddressFamily, _ interface: InterfaceKnowledge,
    _ own: IPAddress?, _ state: ConnectionStates
  ) -> [FlatChain] {
    numbers(direction, family).map { flatten($0, direction, family, interface, own, state) }
  }

  /// The base chains that packets meet, without those that translate.
  func numbers(_ direction: FlowDirection, _ family: AddressFamily) -> [ChainNumber] {
    Self.hooks(direction).flatMap { export.ruleset.chains(at: $0, for: family) }
      .filter { export.ruleset[$0].base?.kind != .nat }
  }

  /// The rules that give connections another destination, which may decide before any filter.
  mutating func diversions(
    _ direction: FlowDirection, _ family: AddressFamily, _ interface: InterfaceKnowledge,
    _ own: IPAddress?
  ) -> FlatChain {
    let hook: Hook = direction == .inbound ? .prerouting : .output
    var result = FlatChain(allowsRest: true)
    for number in export.ruleset.chains(at: hook, for: family)
    where export.ruleset[number].base?.kind == .nat {
      let chain = flatten(number, direction, family, interface, own, .new)
      result.rules += chain.rules.filter { $0.action == .divert }
    }
    return result
  }

  /// The list of one base chain, made once.
  mutating func flatten(
    _ number: ChainNumber, _ direction: FlowDirection, _ family: AddressFamily,
    _ interface: InterfaceKnowledge, _ own: IPAddress?, _ state: ConnectionStates
  ) -> FlatChain {
    let view = Viewpoint(
      direction: direction, family: family, interface: interface, own: own, state: state)
    let request = Request(chain: number, view: view)
    if let known = flattened[request] { return known }
    var flattener = Flattener(export.ruleset, export.facts, from: view)
    let made = flattener.flatten(number)
    flattened[request] = made
    return made
  }

  /// The number of an assumption about the host.
  mutating func assumption(_ reason: String, at location: SourceLocation) -> ID<Assumption> {
    if let known = assumptionNumbers[reason] { return known }
    assumptions.append(
      Assumption(
        statement: "\(reason) of \(export.name) is not known", remedy: remedy(for: reason),
        location: location))
    let number = ID<Assumption>(assumptions.count - 1)
    assumptionNumbers[reason] = number
    return number
  }

  private func remedy(for reason: String) -> String {
    if reason.contains("set ") { return "ipset save" }
    if reason.contains("interface") || reason.contains("addresses") { return "ip -j addr" }
    if reason.contains("/etc/ufw") || reason.contains("UFW") { return "iptables-save" }
    return "iptables-save, ip6tables-save, nft list ruleset"
  }
}

extension HostInterface {
  /// Whether it leads to other machines than containers of this host.
  var leadsOutside: Bool {
    !isLoopback && !addresses.isEmpty
      && !["docker", "br-", "veth", "cni", "virbr", "podman"].contains { name.hasPrefix($0) }
  }
}
