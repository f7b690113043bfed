import Documents
import PacketSets
import Topology

extension Exported {
  /// A managed service with interfaces in a VPC: what it is, and how its interfaces are known.
  ///
  /// Addresses and filters come from the interfaces; the record gives them a name, a kind, tags
  /// and the ports that the service answers (AWS-SVC-01, AWS-SVC-02).
  struct Service: Sendable {
    /// The Amazon resource name, else the id.
    var id: String
    /// The name by which people know it.
    var name: String
    /// What it is.
    var kind: ResourceKind
    /// The service that makes the interfaces.
    var family: Family
    /// What it answers.
    var offers: TrafficSet
    /// Whether it opens connections of its own.
    var initiates = true
    /// The account that owns it.
    var ownerID: String?
    /// The region in its resource name.
    var region: String?
    /// The VPC.
    var vpcID: String?
    /// The subnets in which its interfaces may stand.
    var subnetIDs: [String] = []
    /// The group of subnets, where the record names only that.
    var subnetGroup: String?
    /// The security groups, sorted.
    var groupIDs: [String] = []
    /// The interfaces, where the record names them.
    var interfaceIDs: [String] = []
    /// The addresses, where the record names them.
    var addresses: [EndpointAddress] = []
    /// The starts of the descriptions that its interfaces carry.
    var notes: [String] = []
    /// Whether it says that it has a public address.
    var isPublic = false
    /// Its tags.
    var tags: [Tag] = []
    /// Where it stands.
    var location: SourceLocation

    /// A service as its interfaces show it.
    enum Family: String, Sendable, CaseIterable {
      case database = "rds"
      case warehouse = "redshift"
      case cache = "elasticache"
      case memory = "memorydb"
      case search = "opensearch"
      case stream = "kafka"
      case broker = "mq"
      case fileSystem = "efs"
      case function = "lambda"
      case cluster = "eks"
      case task = "ecs"
    }

    init(
      id: String, name: String, kind: ResourceKind, family: Family, offers: TrafficSet,
      at value: JSONValue
    ) {
      self.id = id
      self.name = name
      self.kind = kind
      self.family = family
      self.offers = offers
      location = value.location
      let parts = id.split(separator: ":", omittingEmptySubsequences: false)
      if parts.count > 5, parts[0] == "arn" {
        region = parts[3].isEmpty ? nil : String(parts[3])
        ownerID = parts[4].isEmpty ? nil : String(parts[4])
      }
    }
  }

  /// The subnets of a group, which some services name instead of subnets.
  struct SubnetGroup: Sendable {
    /// The service to which the group belongs.
    var family: Service.Family
    /// The name.
    var name: String
    /// The VPC.
    var vpcID: String?
    /// `Subnets[].SubnetIdentifier`.
    var subnetIDs: [String]

    /// Reads `DBSubnetGroup`, `CacheSubnetGroup` or `ClusterSubnetGroup`.
    init(_ value: JSONValue, name key: StaticString, _ family: Service.Family) throws(ReadFault) {
      self.family = family
      name = try value.requiredText(key)
      vpcID = try value.text("VpcId")
      subnetIDs = []
      for subnet in try value.records("Subnets") {
        if let id = try subnet.text("SubnetIdentifier") { subnetIDs.append(id) }
      }
    }
  }
}

extension TrafficSet {
  /// TCP to some ports.
  static func tcp(ports: [Int]) -> TrafficSet {
    var result = TrafficSet.empty
    for port in ports {
      if let number = UInt16(exactly: port) { result = result.union(.tcp(number...number)) }
    }
    return result
  }
}

extension JSONValue {
  /// The ids of groups: a list of objects with one member, sorted.
  func groupIDs(_ key: StaticString, _ member: StaticString) throws(ReadFault) -> [String] {
    var ids: [String] = []
    for record in try records(key) {
      if let id = try record.text(member) { ids.append(id) }
    }
    return ids.sorted()
  }

  /// Tags that are a map, or a list of objects with `Key` and `Value` in either case.
  func anyTags(_ key: StaticString) throws(ReadFault) -> [Tag] {
    guard let value = member(key) else { return [] }
    if value.kind == .object {
      return value.members.map { Tag($0.key.string, $0.value.string ?? "") }
    }
    var tags: [Tag] = []
    for record in try records(key) {
      let names = [try record.text("Key"), try record.text("key")].compactMap { $0 }
      let values = [try record.text("Value"), try record.text("value")].compactMap { $0 }
      tags.append(Tag(names.first ?? "", values.first ?? ""))
    }
    return tags
  }
}
