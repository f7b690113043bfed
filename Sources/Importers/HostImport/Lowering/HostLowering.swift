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

  /// The firewall of a host.
  static func firewall(of export: HostExport) -> HostFirewall {
    var lowering = HostLowering(export)
    return lowering.firewall()
  }

  /// The firewall of the host.
  mutating func firewall() -> HostFirewall {
    let ports = ports()
    return HostFirewall(
      name: export.name, ports: ports, assumptions: assumptions,
      forwards: export.facts.forwards.isEmpty
        || export.facts.forwards.values.contains(true), location: export.location)
  }

  /// The interfaces with their addresses, divided where rules tell addresses apart.
  private mutating func ports() -> [HostFirewall.Port] {
    guard let interfaces = export.facts.interfaces else {
      let seat = Seat(own: [.v4: IPAddress?.none, .v6: .none], interface: .external)
      return [port("", [], seat, export.location)]
    }
    var result: [HostFirewall.Port] = []
    for interface in interfaces where interface.leadsOutside {
      let addresses = interface.addresses.map(\.address).filter { !Self.isLinkLocal($0) }
        .prefix(Self.addressLimit)
      for group in groups(of: Array(addresses)) {
        result.append(
          port(interface.name, group, seat(group, from: .routed), interface.location))
      }
    }
    return result
  }

  /// The seat of some of the host's own addresses.
  func seat(_ addresses: [IPAddress], from interface: InterfaceKnowledge) -> Seat {
    var own: [AddressFamily: IPAddress?] = [:]
    for family in AddressFamily.allCases {
      if let address = addresses.first(where: { $0.family == family }) {
        own[family] = .some(address)
      }
    }
    return Seat(own: own, interface: interface)
  }

  /// Addresses of an interface in groups: all in one unless those of one family differ.
  private mutating func groups(of addresses: [IPAddress]) -> [[IPAddress]] {
    var groups: [[IPAddress]] = []
    var families: [AddressFamily: Int] = [:]
    for family in AddressFamily.allCases {
      let own = group(addresses.filter { $0.family == family })
      families[family] = own.count
      groups += own
    }
    if families.values.allSatisfy({ $0 <= 1 }) { groups = [groups.flatMap { $0 }] }
    return groups.filter { !$0.isEmpty }
  }

  /// The addresses of one family in groups that the rules treat alike.
  private mutating func group(_ addresses: [IPAddress]) -> [[IPAddress]] {
    var groups: [(key: [[FlatChain]], addresses: [IPAddress])] = []
    for address in addresses {
      let seat = seat([address], from: .routed)
      var key: [[FlatChain]] = []
      for state in [ConnectionStates.new, .established] {
        for direction in [FlowDirection.inbound, .outbound] {
          key.append(chains(direction, address.family, seat, state))
        }
      }
      key.append([diversions(.inbound, address.family, seat)])
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

  /// The lists of all base chains that packets meet, without those that translate.
  mutating func chains(
    _ direction: FlowDirection, _ family: AddressFamily, _ seat: Seat, _ state: ConnectionStates
  ) -> [FlatChain] {
    numbers(direction, family, seat).map { flatten($0, seat.view(direction, family, state)) }
  }

  /// The base chains that packets meet, without those that translate.
  func numbers(
    _ direction: FlowDirection, _ family: AddressFamily, _ seat: Seat
  ) -> [ChainNumber] {
    seat.hooks(direction).flatMap { export.ruleset.chains(at: $0, for: family) }
      .filter { export.ruleset[$0].base?.kind != .nat }
  }

  /// The rules that give connections another destination, which decide before any filter.
  mutating func diversions(
    _ direction: FlowDirection, _ family: AddressFamily, _ seat: Seat
  ) -> FlatChain {
    let hook: Hook = direction == .inbound ? .prerouting : .output
    var result = FlatChain(allowsRest: true)
    for number in export.ruleset.chains(at: hook, for: family)
    where export.ruleset[number].base?.kind == .nat {
      let chain = flatten(number, seat.view(direction, family, .new))
      result.rules += chain.rules
    }
    return result
  }

  /// The list of one base chain, made once.
  mutating func flatten(_ number: ChainNumber, _ view: Viewpoint) -> FlatChain {
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
