import Documents
import PacketSets
import Topology

/// Finds the managed service behind an interface.
struct ServiceIndex: Sendable {
  /// The services, each id once, in the order of their ids.
  private(set) var services: [Exported.Service] = []
  /// The kind and scope of each service.
  private(set) var origins: [(kind: ServiceKind, scope: Scope)] = []
  /// Which services have an interface.
  var hasInterface: [Bool] = []

  private var ids: Set<String> = []
  private var byInterface: [String: Int] = [:]
  private var byAddress: [IPAddress: [Int]] = [:]
  private var byNote: [String: [Int]] = [:]
  private var byPlace: [Place: [Int]] = [:]
  /// The lengths of the starts of descriptions, longest first.
  private var noteLengths: [Int] = []

  /// A subnet and the groups of an interface there.
  private struct Place: Hashable {
    var family: Exported.Service.Family
    var subnet: String
    var groups: [String]
  }

  /// No services.
  init() {}

  /// The services of an inventory.
  init(_ inventory: Inventory) {
    var newest: [String: Int] = [:]
    for (number, entry) in inventory.services.enumerated() {
      let scope = inventory.scope(
        page: entry.page, owner: entry.service.ownerID, region: entry.service.region)
      newest["\(scope.account) \(scope.region) \(entry.service.id)"] = number
    }
    let numbers = newest.sorted { $0.key < $1.key }.map(\.value)
    for number in numbers {
      var (service, kind, page) = inventory.services[number]
      let scope = inventory.scope(
        page: page, owner: service.ownerID, region: service.region)
      if service.subnetIDs.isEmpty, let name = service.subnetGroup {
        for entry in inventory.subnetGroups
        where entry.group.name == name && entry.group.family == service.family {
          guard inventory.scope(page: entry.page, owner: nil).isSame(as: scope) else { continue }
          service.subnetIDs = entry.group.subnetIDs
          service.vpcID = service.vpcID ?? entry.group.vpcID
        }
      }
      if service.vpcID == nil {
        service.vpcID = service.subnetIDs.lazy.compactMap { inventory.subnets[$0]?.vpcID }.first
      }
      add(service, kind, scope)
    }
    noteLengths = Set(byNote.keys.map(\.utf8.count)).sorted(by: >)
  }

  private mutating func add(_ service: Exported.Service, _ kind: ServiceKind, _ scope: Scope) {
    let number = services.count
    var service = service
    // What has no resource name may have the same id in another account or region.
    if !ids.insert(service.id).inserted {
      service.id += " of \(scope.account) \(scope.region)"
      ids.insert(service.id)
    }
    services.append(service)
    origins.append((kind, scope))
    hasInterface.append(false)
    for id in service.interfaceIDs where byInterface[id] == nil { byInterface[id] = number }
    for address in service.addresses {
      byAddress[address.address, default: []].append(number)
    }
    for note in service.notes { byNote[note, default: []].append(number) }
    for subnet in Set(service.subnetIDs) {
      byPlace[
        Place(family: service.family, subnet: subnet, groups: service.groupIDs), default: []
      ].append(number)
    }
  }

  /// The services that may stand behind an interface: one where its id, address or description
  /// tells, else those of the right family whose subnets and groups are those of the interface.
  func candidates(for interface: Exported.NetworkInterface) -> [Int] {
    guard !services.isEmpty else { return [] }
    if let number = byInterface[interface.id] { return [number] }
    for address in interface.addresses {
      let found = (byAddress[address.address] ?? []).filter {
        mayStand(services[$0], at: interface)
      }
      if found.count == 1 { return found }
    }
    for length in noteLengths where interface.note.utf8.count >= length {
      let start = String(decoding: interface.note.utf8.prefix(length), as: UTF8.self)
      guard let numbers = byNote[start], ends(start, interface.note) else { continue }
      // The same name may be given in every account and region.
      let found = numbers.filter { mayStand(services[$0], at: interface) }
      if found.count == 1 { return found }
    }
    return neighbours(of: interface)
  }

  /// The services of the right family with the subnet and the groups of an interface.
  func neighbours(of interface: Exported.NetworkInterface) -> [Int] {
    guard let subnet = interface.subnetID,
      let family = InterfaceRole.family(of: interface)
    else { return [] }
    return byPlace[Place(family: family, subnet: subnet, groups: interface.groupIDs)] ?? []
  }

  /// Whether a service may have an interface in the subnet of this one.
  private func mayStand(
    _ service: Exported.Service, at interface: Exported.NetworkInterface
  ) -> Bool {
    if let subnet = interface.subnetID, !service.subnetIDs.isEmpty {
      return service.subnetIDs.contains(subnet)
    }
    guard let own = service.vpcID, let other = interface.vpcID else { return true }
    return own == other
  }

  /// Whether a description ends with its start, or goes on with another word.
  private func ends(_ start: String, _ note: String) -> Bool {
    guard !start.hasSuffix("-") else {
      // What follows the name of a function is a UUID of five groups.
      return note.dropFirst(start.count).split(separator: "-").count == 5
    }
    return note.utf8.count == start.utf8.count
      || note.utf8.dropFirst(start.utf8.count).first == UInt8(ascii: " ")
  }
}

extension Scope {
  /// Whether two scopes may be the same, as far as both are known.
  func isSame(as other: Scope) -> Bool {
    (account.isEmpty || other.account.isEmpty || account == other.account)
      && (region.isEmpty || other.region.isEmpty || region == other.region)
  }
}

extension Exported.Service {
  /// The tags of the record and those of the interface that it lacks.
  func mergedTags(with others: [Tag]) -> [Tag] {
    tags + others.filter { tag in !tags.contains { $0.key == tag.key } }
  }
}

extension InterfaceRole {
  /// The service that made an interface, by its requester and description.
  static func family(
    of interface: Exported.NetworkInterface
  ) -> Exported.Service.Family? {
    let note = interface.note
    if interface.type == "lambda" || note.hasPrefix("AWS Lambda VPC ENI") { return .function }
    switch interface.requesterID {
    case "amazon-rds": return .database
    case "amazon-redshift": return .warehouse
    case "amazon-elasticache": return .cache
    case "amazon-memorydb": return .memory
    case "amazon-elasticsearch", "amazon-es": return .search
    case "amazon-mq": return .broker
    case "amazon-efs": return .fileSystem
    default: break
    }
    if note == "RDSNetworkInterface" { return .database }
    if note == "RedshiftNetworkInterface" { return .warehouse }
    if note.hasPrefix("ElastiCache ") { return .cache }
    if note.hasPrefix("ES ") { return .search }
    if note.contains("Amazon MSK") { return .stream }
    if note.contains("Amazon MQ") { return .broker }
    if note.hasPrefix("EFS mount target for ") { return .fileSystem }
    if note.hasPrefix("Amazon EKS ") { return .cluster }
    if note.hasPrefix("arn:aws:ecs:"), note.contains(":attachment/") { return .task }
    return nil
  }
}
