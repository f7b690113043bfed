import Documents
import PacketSets
import Topology

extension Lowering {
  /// The addresses from which IAP forwards TCP connections (GCP-8.1).
  static let identityProxyRange = AddressSet(["35.235.240.0/20"].compactMap { Prefix($0) })
  /// The addresses of the front ends and health checks of Google (GCP-7.4, GCP-7.7).
  static let frontEndRanges = AddressSet(
    ["35.191.0.0/16", "130.211.0.0/22", "2600:2d00:1:b029::/64", "2600:2d00:1:1::/64"]
      .compactMap { Prefix($0) })

  /// The addresses from which external pass-through balancers check the health of machines as well
  /// (GCP-7.7).
  static let healthCheckRanges = AddressSet(
    ["209.85.152.0/22", "209.85.204.0/22"].compactMap { Prefix($0) })

  /// Takes the ranges of Google's own senders out of the internet: nobody else sends from them.
  mutating func addWorlds() {
    let reserved = Self.identityProxyRange.union(Self.frontEndRanges)
      .union(Self.healthCheckRanges)
    topology.worlds[Topology.internet].addresses = AddressSet.global.subtracting(reserved)
    topology.worlds[Topology.internet].reserved = reserved
  }

  /// Adds the VPC networks, with the ranges of all their subnets.
  mutating func addNetworks() {
    for subnet in inventory.subnetworks.sorted {
      subnetsOfNetwork[subnet.network, default: []].append(subnet)
    }
    for network in inventory.networks.sorted {
      let ranges = (subnetsOfNetwork[network.id] ?? []).flatMap(\.ranges)
      networks[network.id] = topology.add(
        Network(
          id: network.id, name: network.shortName,
          scope: Scope(provider: "gcp", account: network.project),
          prefixes: Array(Set(ranges + (network.legacyRange.map { [$0] } ?? []))),
          location: network.location))
      if let profile = network.profile {
        tell(
          .warning, "gcp.network.profile", about: network.id,
          "\(network.shortName) has the profile \(ResourceName.last(profile)), with which other "
            + "rules hold than are modelled here.", at: network.location, effect: .assumedOpen)
        omit(
          about: "profile \(network.id)",
          "the rules that hold in the network \(network.shortName) with a profile",
          remedy: "none: networks with a profile are not modelled", at: network.location)
      }
    }
    for (id, location) in mentionedNetworks() where networks[id] == nil {
      addUnknownNetwork(id, at: location)
    }
  }

  /// The networks that other objects name.
  private func mentionedNetworks() -> [(String, SourceLocation)] {
    var found: [(String, SourceLocation)] = []
    for subnet in inventory.subnetworks.sorted { found.append((subnet.network, subnet.location)) }
    for instance in inventory.instances.sorted {
      for interface in instance.interfaces {
        if let network = interface.network { found.append((network, interface.mark.location)) }
      }
    }
    for rule in inventory.firewalls.sorted { found.append((rule.network, rule.location)) }
    return found
  }

  /// A network that is named and not exported, such as that of the host project of a Shared VPC
  /// (GCP-1.9): what holds in it is not known.
  mutating func addUnknownNetwork(_ id: String, at location: SourceLocation) {
    let ranges = (subnetsOfNetwork[id] ?? []).flatMap(\.ranges)
    let project = ResourceName.segment(after: "projects", in: id) ?? ""
    networks[id] = topology.add(
      Network(
        id: id, name: ResourceName.last(id), scope: Scope(provider: "gcp", account: project),
        prefixes: Array(Set(ranges)), location: location))
    tell(
      .warning, "gcp.network.notExported", about: id,
      "The network \(ResourceName.last(id)) of the project \(project) is named and not exported: "
        + "its routes, firewall and peerings may be others than those that are known.",
      at: location, effect: .assumedOpen,
      advice: "Export it from that project: \(RecordKind.network.command).")
    omit(
      about: "network \(id)", "the network \(ResourceName.last(id)) of \(project) is not exported",
      remedy: RecordKind.network.command, at: location)
  }

  /// All ranges of all subnets.
  var networkAddresses: AddressSet { AddressSet(topology.networks.flatMap(\.prefixes)) }
}
