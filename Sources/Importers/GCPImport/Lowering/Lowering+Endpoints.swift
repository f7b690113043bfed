import Documents
import PacketSets
import Topology

extension Lowering {
  /// Adds the machines and the parts of their interfaces.
  mutating func addEndpoints() {
    var resources: [String: ID<Resource>] = [:]
    for instance in inventory.instances.sorted {
      resources[instance.id] = topology.add(
        Resource(
          id: instance.id, name: instance.shortName, kind: kind(of: instance),
          scope: scope(of: instance.id), tags: tags(of: instance), isRunning: instance.isRunning,
          location: instance.location))
    }
    for (index, piece) in pieces.enumerated() {
      guard let resource = resources[piece.instance.id],
        let subnet = subnets[SubnetKey(subnetwork: piece.subnetwork, table: piece.table)]
      else { continue }
      let number = topology.add(
        Endpoint(
          id: piece.id, resource: resource, subnet: subnet, addresses: piece.addresses,
          binding: binding(bindingKey(of: piece)),
          forwards: piece.instance.forwards && piece.alias == nil,
          location: piece.interface.mark.location))
      for address in piece.addresses {
        owners[OwnerKey(network: piece.network, address: address.address)] = number
      }
      pieceOfEndpoint[number] = index
      if piece.alias == nil {
        endpointsOfInstance[piece.instance.id, default: []].append((piece.network, number))
      }
    }
    noteMissingInstances()
  }

  /// A node of a cluster runs containers; other machines are instances.
  private func kind(of instance: Exported.Instance) -> ResourceKind {
    let isNode = instance.labels.contains {
      $0.key == "goog-gke-node" || $0.key == "goog-k8s-cluster-name"
    }
    return isNode ? .host : .instance
  }

  /// The labels, and the network tags and service account, by which people group machines as well.
  private func tags(of instance: Exported.Instance) -> [Tag] {
    var tags = instance.labels + instance.networkTags.map { Tag("network-tag", $0) }
    if let account = instance.serviceAccount { tags.append(Tag("service-account", account)) }
    return tags
  }

  /// What tells apart the binding of a part of a machine, asked for its own addresses.
  private mutating func bindingKey(of piece: Piece) -> BindingKey {
    bindingKey(of: piece, at: piece.addresses.map(\.address))
  }

  /// What tells apart the binding of a part of a machine, asked for these addresses as its own.
  mutating func bindingKey(of piece: Piece, at addresses: [IPAddress]) -> BindingKey {
    let key = planKey(piece.network, region: ResourceName.region(in: piece.instance.id) ?? "")
    let plan = plans[key] ?? FirewallPlan()
    let addresses4 = addresses.filter { $0.family == .v4 }
    let addresses6 = addresses.filter { $0.family == .v6 }
    return BindingKey(
      plan: key, traits: traits(of: piece.instance, plan), groups: groups(of: piece),
      own4: addresses4.first.map { address in plan.ownRanges.map { $0.contains(address) } },
      own6: addresses6.first.map { address in plan.ownRanges.map { $0.contains(address) } })
  }

  /// The groups whose members send from this part: tags and accounts stand for the primary
  /// addresses of a machine alone, not for alias ranges (GCP-2.6).
  private mutating func groups(of piece: Piece) -> [ID<IdentityGroup>] {
    guard piece.alias == nil else { return [] }
    var result = piece.instance.networkTags.map { group(tag: $0, in: piece.network) }
    if let account = piece.instance.serviceAccount {
      result.append(group(account: account, in: piece.network))
    }
    result += (secureTags[piece.instance.id] ?? []).map { group(secureTag: $0, in: piece.network) }
    return Set(result).sorted()
  }

  /// Says what is missing where no machines were exported for a project that has networks.
  private mutating func noteMissingInstances() {
    for network in inventory.networks.sorted {
      guard !inventory.isExported(.instance, in: network.project), !network.project.isEmpty else {
        continue
      }
      let isUsed = pieces.contains { $0.network == network.id }
      guard !isUsed else { continue }
      tell(
        .warning, "gcp.instance.notExported", about: network.project,
        "No machines of the project \(network.project) are exported: what stands in its networks is "
          + "not known.", at: network.location, effect: .assumedClosed,
        advice: "Export them: \(RecordKind.instance.command).")
      omit(
        about: "instances \(network.project)",
        "which machines stand in the networks of \(network.project)",
        remedy: RecordKind.instance.command, at: network.location)
    }
  }
}
