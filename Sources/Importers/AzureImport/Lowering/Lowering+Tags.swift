import Documents
import PacketSets
import Topology

extension Lowering {
  /// The index of what the computed tags mean in a subnet.
  mutating func tagSet(of subnetID: AzureID) -> Int {
    if let known = tagsOfSubnets[subnetID] { return known }
    let set = makeTagSet(of: subnetID)
    let number = tagSets.firstIndex(of: set) ?? tagSets.count
    if number == tagSets.count { tagSets.append(set) }
    tagsOfSubnets[subnetID] = number
    return number
  }

  /// `VirtualNetwork` is the network's address space, those of its peers, the sites that gateways
  /// connect, the platform's address, and what the routes of the subnet name (AZ-3.6, AZ-3.7).
  private mutating func makeTagSet(of subnetID: AzureID) -> TagSet {
    let networkID = subnetID.parent
    var certain = addresses(ofNetwork: networkID).union(AddressSet(Self.platform))
    var possible = AddressSet.empty
    var reason: ID<Assumption>?
    for link in links[networkID, default: []] where link.isActive {
      certain.formUnion(link.certain)
      possible.formUnion(link.possible)
    }
    for site in sites[networkID, default: []] {
      certain.formUnion(site.known)
      if let unknown = site.unknown {
        possible = .all
        reason = unknown
      }
    }
    if networks[networkID].map({ topology.networks[$0].prefixes.isEmpty }) ?? true {
      possible = .all
    }
    var routed = AddressSet.empty
    for route in routes(ofSubnet: subnetID) where route.nextHopType != "internet" {
      // Seen with appliances and gateways; other hops may count as well.
      let counts = ["virtualappliance", "virtualapplianceecmp", "virtualnetworkgateway"]
        .contains(route.nextHopType)
      if let prefix = route.prefix {
        if counts { routed.formUnion(AddressSet(prefix)) }
        if !counts { possible.formUnion(AddressSet(prefix)) }
      } else {
        possible.formUnion(expansion(ofTag: route.destination) ?? .global)
      }
    }
    noteWidenedTag(subnetID, routed)
    certain.formUnion(routed)
    let table = routeTableID(of: subnetID)
    if let table, index.routeTables[table].map({ inventory.routeTables[$0].isDoubtful }) ?? true {
      possible = .all
    }
    if let effective = effectiveTags(of: subnetID) {
      return effective
    }
    possible = possible.subtracting(certain)
    if !possible.isEmpty, reason == nil {
      reason = assumption(
        about: "tag VirtualNetwork", "what the service tag VirtualNetwork covers",
        remedy: RecordKind.effectiveGroups.export)
    }
    return TagSet(
      network: certain, possible: possible, reason: reason,
      internet: AddressSet.global.subtracting(certain).subtracting(possible)
        .subtracting(taggedRoutes(ofSubnet: subnetID)),
      possibleInternet: AddressSet.global.subtracting(certain).intersection(
        possible.union(taggedRoutes(ofSubnet: subnetID))))
  }

  /// Destinations that routes name by a service tag: the tag `Internet` may no longer cover them
  /// (AZ-3.6c).
  private func taggedRoutes(ofSubnet id: AzureID) -> AddressSet {
    var result = AddressSet.empty
    for route in routes(ofSubnet: id) where route.prefix == nil {
      result.formUnion(expansion(ofTag: route.destination) ?? .global)
    }
    return result
  }

  /// The routes that somebody wrote for a subnet.
  func routes(ofSubnet id: AzureID) -> [Exported.Route] {
    routeTableID(of: id).flatMap { index.routeTables[$0] }
      .map { inventory.routeTables[$0].routes } ?? []
  }

  /// A default route makes the tag, and with it the default rules, mean everybody (AZ-3.6).
  private mutating func noteWidenedTag(_ subnetID: AzureID, _ routed: AddressSet) {
    guard routed.v4.isFull || routed.v6.isFull else { return }
    tell(
      .warning, "azure.virtualNetworkTag.widened", about: subnetID.text,
      "A default route of the subnet \(subnetID.name) makes the service tag VirtualNetwork mean "
        + "every address there: the default rules then allow every source and destination.",
      at: subnet(subnetID)?.location, effect: .exact,
      advice: "Deny the internet in rules of your own before the default rules.")
  }

  /// The addresses of a service tag, where the file of service tags is among the exports
  /// (AZ-3.14).
  func expansion(ofTag name: String) -> AddressSet? {
    switch name.lowercased() {
    case "azureloadbalancer", "azureplatformdns", "azureplatformlkm":
      return AddressSet(Self.platform)
    case "azureplatformimds":
      return IPAddress("169.254.169.254").map { AddressSet($0) }
    default:
      guard let prefixes = inventory.serviceTags[name.lowercased()] else { return nil }
      return AddressSet(prefixes.compactMap { Prefix($0) })
    }
  }

  /// What the effective rules of an interface of the subnet say the tags mean (AZ-1.10).
  private func effectiveTags(of subnetID: AzureID) -> TagSet? {
    var expansions: [String: AddressSet] = [:]
    for (fields, _) in inventory.effectiveGroups {
      guard effectiveSubnet(fields) == subnetID else { continue }
      for rule in (try? fields.objects("effectiveSecurityRules")) ?? [] {
        let pairs: [(StaticString, StaticString, StaticString)] = [
          ("sourceAddressPrefix", "sourceAddressPrefixes", "expandedSourceAddressPrefix"),
          (
            "destinationAddressPrefix", "destinationAddressPrefixes",
            "expandedDestinationAddressPrefix"
          ),
        ]
        for (single, plural, expanded) in pairs {
          let words = ((try? rule.texts(plural)) ?? []) + ((try? rule.texts(single)) ?? [])
          guard let word = Set(words).sorted().only, Prefix(word) == nil, word != "*",
            let prefixes = try? rule.prefixes(expanded), !prefixes.isEmpty
          else { continue }
          expansions[word.lowercased()] = AddressSet(prefixes)
        }
      }
    }
    guard let network = expansions["virtualnetwork"] else { return nil }
    let internet = expansions["internet"] ?? AddressSet.global.subtracting(network)
    return TagSet(
      network: network, possible: .empty, reason: nil, internet: internet,
      possibleInternet: .empty, expansions: expansions)
  }

  /// The subnet to which effective rules belong: they name it, or their interface.
  private func effectiveSubnet(_ fields: Fields) -> AzureID? {
    guard let association = (try? fields.object("association")) ?? nil else { return nil }
    if let id = (try? association.reference("subnet")) ?? nil { return id }
    guard let interface = (try? association.reference("networkInterface")) ?? nil,
      let number = index.interfaces[interface]
    else { return nil }
    return inventory.interfaces[number].configurations.first?.subnetID
  }
}

extension Array {
  /// The element of an array that has one.
  var only: Element? { count == 1 ? first : nil }
}
