import Documents
import PacketSets
import Topology

extension Lowering {
  /// Finds the service behind an interface and takes over what its record says (AWS-SVC-01,
  /// AWS-SVC-02).
  mutating func recognise(
    _ interface: Exported.NetworkInterface, _ role: inout InterfaceRole
  ) {
    let candidates = services.candidates(for: interface)
    guard let first = candidates.first else { return }
    for number in candidates { services.hasInterface[number] = true }
    let service = services.services[first]
    // One interface serves all functions with its subnet and groups, and is named after one.
    if service.family == .function {
      for number in services.neighbours(of: interface) { services.hasInterface[number] = true }
    }
    role.kind = service.kind
    role.initiates = service.initiates
    guard candidates.count == 1 else {
      shareInterface(interface, candidates, &role)
      return
    }
    role.offers = .traffic(service.offers)
    role.resourceID = service.id
    role.serviceIndex = first
    role.name = service.name
    if service.isPublic, interface.addresses.allSatisfy({ $0.publicAddress == nil }) {
      tell(
        .note, "aws.service.publicAddress", about: service.id,
        "\(service.name) says that it is publicly accessible, and \(interface.id) has no public "
          + "address: it is judged by its interface.", at: interface.location, effect: .exact)
    }
  }

  /// An interface that may belong to one of several services answers what any of them answers.
  private mutating func shareInterface(
    _ interface: Exported.NetworkInterface, _ candidates: [Int], _ role: inout InterfaceRole
  ) {
    let all = candidates.map { services.services[$0] }
    role.offers = .traffic(all.reduce(TrafficSet.empty) { $0.union($1.offers) })
    // The interface of functions is shared by all with the same subnet and groups.
    guard role.kind != .function else { return }
    let names = all.map(\.name).joined(separator: ", ")
    role.name = "one of \(names)"
    tell(
      .note, "aws.service.shared", about: names,
      "\(interface.id) belongs to one of \(names), which have the same subnets and groups: it "
        + "answers the ports of all of them.", at: interface.location, effect: .assumedOpen)
  }

  /// Places services whose interfaces are not in the exports into their subnets.
  mutating func addServicesWithoutInterfaces() {
    // The tasks of a service have records of their own.
    let tasks = Set(
      services.services.lazy.filter { $0.family == .task && $0.id.contains(":task/") }.map {
        $0.taskKey
      })
    for (number, service) in services.services.enumerated()
    where !services.hasInterface[number] {
      if service.id.contains(":service/"), tasks.contains(service.taskKey) { continue }
      addWithoutInterfaces(service, services.origins[number])
    }
  }

  private mutating func addWithoutInterfaces(
    _ service: Exported.Service, _ origin: (kind: ServiceKind, scope: Scope)
  ) {
    let command = RecordKind.networkInterfaces.command
    let known = placed(service)
    guard !known.isEmpty || !service.subnetIDs.isEmpty || service.vpcID != nil else {
      tell(
        .warning, "aws.service.placement", about: service.id,
        "\(service.name) is left out: neither its interfaces nor its subnets are exported.",
        at: service.location, effect: .assumedClosed,
        advice: "Export its subnet group and the interfaces: \(command).")
      omit(
        about: "placement", of: service.id, "where \(service.name) stands is not exported",
        remedy: command, at: service.location)
      return
    }
    tell(
      .note, "aws.service.noInterface", about: service.id,
      known.isEmpty
        ? "No interface of \(service.name) is exported: it is placed into each of its subnets with "
          + "an address that is not known."
        : "No interface of \(service.name) is exported: it is placed at the addresses of its record.",
      at: service.location, effect: .assumedOpen, advice: "Export them: \(command).")
    let resource =
      resources[service.id]
      ?? topology.add(
        Resource(
          id: service.id, name: service.name, kind: service.kind, scope: origin.scope,
          tags: service.tags, location: service.location))
    resources[service.id] = resource
    for (address, subnet) in known {
      add(service, resource, name: "\(address.address)", subnet, [address])
    }
    guard known.isEmpty else { return }
    let places = service.subnetIDs.isEmpty ? [""] : Set(service.subnetIDs).sorted()
    for id in places {
      let number =
        subnets[id]
        ?? subnet(
          id.isEmpty ? nil : id, in: service.vpcID, scope: origin.scope,
          mentionedAt: service.location)
      let name = id.isEmpty ? service.vpcID ?? "an unknown subnet" : id
      add(service, resource, name: name, number, [])
    }
  }

  /// The addresses of a service, each with the subnet in which it lies.
  private func placed(_ service: Exported.Service) -> [(EndpointAddress, ID<Subnet>)] {
    guard !service.addresses.isEmpty else { return [] }
    var result: [(EndpointAddress, ID<Subnet>)] = []
    for address in service.addresses {
      let numbers = topology.subnets.ids.filter { number in
        let subnet = topology.subnets[number]
        guard subnet.prefixes.contains(where: { $0.contains(address.address) }) else {
          return false
        }
        if !service.subnetIDs.isEmpty { return service.subnetIDs.contains(subnet.id) }
        return service.vpcID.map { networks[$0] == subnet.network } ?? true
      }
      // An address that lies in no subnet or in several says nothing.
      guard numbers.count == 1, let number = numbers.first else { return [] }
      result.append((address, number))
    }
    return result
  }

  private mutating func add(
    _ service: Exported.Service, _ resource: ID<Resource>, name: String, _ subnet: ID<Subnet>,
    _ addresses: [EndpointAddress]
  ) {
    let key = bindingKey(ofPlaced: service, hasAddress: !addresses.isEmpty)
    let id = "\(service.id) in \(name)"
    endpoints[id] = topology.add(
      Endpoint(
        id: id, resource: resource, subnet: subnet, addresses: addresses, binding: binding(key),
        initiates: service.initiates, offers: service.offers, location: service.location))
  }

  /// The groups of a service, and what is not known of it.
  private mutating func bindingKey(
    ofPlaced service: Exported.Service, hasAddress: Bool
  ) -> BindingKey {
    var key = BindingKey(groups: service.groupIDs, extras: [])
    let remedy = RecordKind.networkInterfaces.command
    if !hasAddress {
      let reason = assumption(
        about: "address of \(service.id)",
        "the addresses of \(service.name) are not exported, and it may stand in any of its subnets",
        remedy: remedy, at: service.location)
      key.extras.append(
        special(
          "address of \(service.id)", .instanceFilter, unknown: reason, at: service.location))
    }
    if service.groupIDs.isEmpty {
      let reason = assumption(
        about: "groups of \(service.id)",
        "the security groups of \(service.name) are not exported", remedy: remedy,
        at: service.location)
      key.extras.append(
        special(
          "groups of \(service.id)", .instanceFilter, unknown: reason, at: service.location))
    }
    return key
  }
}
