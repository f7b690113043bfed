import Documents
import PacketSets
import Topology

extension Lowering {
  /// Tells which machines carry secure tags, as far as bindings are exported (GCP-3.8).
  mutating func bindSecureTags() {
    var byNumber: [String: String] = [:]
    for instance in inventory.instances.sorted where !instance.number.isEmpty {
      byNumber["\(instance.project)/\(instance.number)"] = instance.id
    }
    for binding in inventory.tagBindings.sorted {
      let path = binding.parent
      let project = ResourceName.segment(after: "projects", in: path) ?? ""
      let number = "\(project)/\(ResourceName.last(path))"
      let id = inventory.instances[path] == nil ? byNumber[number] ?? path : path
      secureTags[id, default: []].append(binding.tagValue)
    }
    for id in secureTags.keys { secureTags[id]?.sort() }
  }

  /// Splits the interfaces of all machines into parts that rules and routes treat alike.
  mutating func collectPieces() {
    for instance in inventory.instances.sorted {
      if instance.interfaces.isEmpty {
        tell(
          .warning, "gcp.instance.noInterfaces", about: instance.id,
          "\(instance.shortName) is exported without network interfaces.", at: instance.location,
          effect: .assumedClosed, advice: "Export it again: \(RecordKind.instance.command).")
        omit(
          about: "interfaces \(instance.id)",
          "the network interfaces of \(instance.shortName)", remedy: RecordKind.instance.command,
          at: instance.location)
      }
      for interface in instance.interfaces { collectPieces(of: interface, instance) }
    }
  }

  private mutating func collectPieces(
    of interface: Exported.Interface, _ instance: Exported.Instance
  ) {
    let subnetwork = interface.subnetwork ?? ""
    let subnet = inventory.subnetworks[subnetwork]
    guard let network = subnet?.network ?? interface.network else {
      omit(
        about: "network of \(instance.id) \(interface.name)",
        "the network of \(interface.name) of \(instance.shortName)",
        remedy: RecordKind.instance.command, at: interface.mark.location)
      return
    }
    if networks[network] == nil { addUnknownNetwork(network, at: interface.mark.location) }
    noteSubnet(subnetwork, subnet, network, interface)
    var primary: [EndpointAddress] = []
    if let address = interface.address {
      primary.append(EndpointAddress(address, publicAddress: interface.publicAddress))
    }
    primary += interface.addresses6.map { EndpointAddress($0) }
    if interface.awaitsPublicAddress, interface.publicAddress == nil { notePending(instance) }
    add(primary, alias: nil, suffix: "", interface, instance, network, subnetwork, subnet)
    for range in interface.aliases {
      let addresses = members(of: range, in: network).map { EndpointAddress($0) }
      add(
        addresses, alias: range, suffix: "/alias/\(range)", interface, instance, network,
        subnetwork, subnet)
    }
  }

  /// Adds a part, split once more where rules tell its addresses apart (GCP-2.7).
  private mutating func add(
    _ addresses: [EndpointAddress], alias: Prefix?, suffix: String,
    _ interface: Exported.Interface, _ instance: Exported.Instance, _ network: String,
    _ subnetwork: String, _ subnet: Exported.Subnetwork?
  ) {
    let key = planKey(network, region: ResourceName.region(in: instance.id) ?? "")
    let own = plans[key]?.ownRanges ?? []
    var parts: [[EndpointAddress]] = []
    var bits: [[AddressFamily: [Bool]]] = []
    for address in addresses {
      let family = address.address.family
      let mine = own.map { $0.contains(address.address) }
      if let index = bits.firstIndex(where: { $0[family] == nil || $0[family] == mine }) {
        parts[index].append(address)
        bits[index][family] = mine
      } else {
        parts.append([address])
        bits.append([family: mine])
      }
    }
    if parts.isEmpty, alias == nil { parts.append([]) }
    let secondary = alias.flatMap { range in
      subnet?.secondaryRanges.first { $0.range.contains(range) }?.name
    }
    for (index, part) in parts.enumerated() {
      let isCovered = part.allSatisfy { $0.publicAddress != nil || $0.address.family == .v6 }
      var table = TableKey(network: network)
      table.region = tableRegion(network, ResourceName.region(in: instance.id) ?? "")
      table.tags = instance.networkTags.filter { routeTags(of: network).contains($0) }
      if !isCovered {
        table.nat = nat(
          for: subnet, subnetwork, network, region: ResourceName.region(in: instance.id) ?? "",
          secondary: secondary)
        let project = ResourceName.segment(after: "projects", in: network) ?? ""
        table.mayHaveNat = table.nat == nil && !inventory.isExported(.router, in: project)
        table.reachesGoogle = subnet?.reachesGoogle ?? false
      }
      pieces.append(
        Piece(
          instance: instance, interface: interface, network: network, subnetwork: subnetwork,
          alias: alias, addresses: part, suffix: index == 0 ? suffix : "\(suffix)/\(index + 1)",
          table: table))
    }
  }

  /// The addresses of an alias range: all of a small one; of a large one, the first of each part
  /// that rules and routes tell apart.
  private mutating func members(of range: Prefix, in network: String) -> [IPAddress] {
    var result: Set<IPAddress> = [range.first]
    if range.family == .v4, range.length >= 28, case .v4(let first) = range.first {
      for offset in 0..<UInt32(1 << (32 - range.length)) {
        result.insert(.v4(IPv4Address(rawValue: first.rawValue &+ offset)))
      }
      return result.sorted()
    }
    for prefix in boundaries(of: network) where range.contains(prefix) && prefix != range {
      result.insert(prefix.first)
      if let next = Self.successor(of: prefix.last), range.contains(next) { result.insert(next) }
    }
    tell(
      .note, "gcp.instance.aliasRange", about: "alias",
      "Machines have alias ranges that are too large to list: one address stands for all that rules "
        + "and routes treat alike.", effect: .exact)
    return result.sorted()
  }

  private static func successor(of address: IPAddress) -> IPAddress? {
    switch address {
    case .v4(let v4):
      v4.rawValue == .max ? nil : .v4(IPv4Address(rawValue: v4.rawValue + 1))
    case .v6(let v6):
      v6.rawValue == .max ? nil : .v6(IPv6Address(rawValue: v6.rawValue + 1))
    }
  }

  /// The prefixes by which rules and routes of a network tell addresses apart.
  private mutating func boundaries(of network: String) -> [Prefix] {
    if let known = knownBoundaries[network] { return known }
    var result: Set<Prefix> = []
    for (key, plan) in plans where key.network == network {
      for rule in plan.inbound.flatMap(\.rules) + plan.outbound.flatMap(\.rules) {
        result.formUnion(rule.peer.addresses.prefixes)
        result.formUnion(rule.own?.prefixes ?? [])
      }
    }
    for route in inventory.routes.sorted where route.network == network {
      result.insert(route.destination)
    }
    let sorted = result.sorted()
    knownBoundaries[network] = sorted
    return sorted
  }

  private mutating func noteSubnet(
    _ id: String, _ subnet: Exported.Subnetwork?, _ network: String,
    _ interface: Exported.Interface
  ) {
    guard subnet == nil, inventory.networks[network]?.legacyRange == nil else { return }
    let name =
      id.isEmpty
      ? "a subnet of \(ResourceName.last(network))" : "the subnet \(ResourceName.last(id))"
    tell(
      .warning, "gcp.subnetwork.notExported", about: "\(network) \(id)",
      "A machine stands in \(name), which is not exported: its ranges are not known.",
      at: interface.mark.location, effect: .assumedOpen,
      advice: "Export it: \(RecordKind.subnetwork.command).")
    omit(
      about: "subnet \(network) \(id)", "the ranges of \(name)",
      remedy: RecordKind.subnetwork.command, at: interface.mark.location)
  }

  /// A machine that gets an external address when it starts (GCP-6.7).
  private mutating func notePending(_ instance: Exported.Instance) {
    tell(
      .warning, "gcp.instance.pendingAddress", about: instance.id,
      "\(instance.shortName) gets an external address when it starts, which the export does not "
        + "tell: what reaches it from outside then is not judged.", at: instance.location,
      effect: .assumedClosed, advice: "Export it while it runs.")
    omit(
      about: "external address \(instance.id)",
      "the external address that \(instance.shortName) gets when it starts",
      remedy: RecordKind.instance.command, at: instance.location)
  }
}
