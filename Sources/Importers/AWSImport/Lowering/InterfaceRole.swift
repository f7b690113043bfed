import PacketSets
import Topology

/// What stands behind a network interface, recognised from its type, description and requester.
struct InterfaceRole: Sendable {
  /// What it is.
  var kind: ResourceKind
  /// The id of the thing behind it, where several interfaces may share one.
  var resourceID: String?
  /// The name of the thing, as the description gives it.
  var name: String?
  /// Whether it opens connections.
  var initiates = true
  /// What it answers.
  var offers = Offer.everything
  /// Whether security groups filter it; some kinds never have any (AWS-SG-19).
  var needsGroups = true

  /// The service whose record was found, by its number.
  var serviceIndex: Int?

  /// What an interface answers when its filters let a packet pass.
  enum Offer: Hashable, Sendable {
    /// Whatever arrives.
    case everything
    /// Nothing: it only sends, or only takes answers.
    case nothing
    /// One port.
    case tcp(UInt16)
    /// What the record of its service says.
    case traffic(TrafficSet)
    /// One TCP port that is not known.
    case someTCP
    /// What its listeners say, which is not modelled.
    case listeners
  }

  /// An interface of which nothing more is known.
  static let plain = InterfaceRole(kind: .networkInterface)

  /// Recognises an interface.
  static func of(_ interface: Exported.NetworkInterface) -> InterfaceRole {
    let note = interface.note
    switch interface.type {
    case "natgateway":
      return InterfaceRole(
        kind: .natGateway, resourceID: word(after: "Interface for NAT Gateway ", in: note),
        initiates: false, offers: .nothing, needsGroups: false)
    case "transitgateway":
      let attachment = word(
        after: "Network Interface for Transit Gateway Attachment ", in: note)
      return InterfaceRole(
        kind: .gatewayInterface, resourceID: attachment, initiates: false, offers: .nothing,
        needsGroups: false)
    case "networkloadbalancer", "loadbalancer", "gatewayloadbalancer":
      return balancer(note, needsGroups: false)
    case "vpcendpoint":
      return InterfaceRole(
        kind: .serviceEndpoint, resourceID: word(after: "VPC Endpoint Interface ", in: note),
        initiates: false, offers: .someTCP)
    case "gatewayloadbalancerendpoint":
      return InterfaceRole(
        kind: .serviceEndpoint, resourceID: vpcEndpointID(in: note), initiates: false,
        offers: .nothing, needsGroups: false)
    case "ec2instanceconnectendpoint":
      return InterfaceRole(kind: .serviceEndpoint, offers: .nothing)
    case "lambda": return function(note)
    default: return managed(interface, note)
    }
  }

  private static func managed(
    _ interface: Exported.NetworkInterface, _ note: String
  ) -> InterfaceRole {
    // The interfaces of instances are made by people, those of services by their requester.
    if interface.instanceID != nil || interface.requesterID.isEmpty && note.isEmpty {
      return plain
    }
    if note.hasPrefix("ELB ") { return balancer(note, needsGroups: true) }
    if note.hasPrefix("AWS Lambda VPC ENI") { return function(note) }
    if note == "RDSNetworkInterface" || interface.requesterID == "amazon-rds" {
      return InterfaceRole(kind: .database)
    }
    if note == "RedshiftNetworkInterface" || interface.requesterID == "amazon-redshift" {
      return InterfaceRole(kind: .database)
    }
    if note.hasPrefix("ElastiCache ") || interface.requesterID == "amazon-elasticache" {
      return InterfaceRole(kind: .cache, name: word(after: "ElastiCache ", in: note))
    }
    if note.hasPrefix("DAX ") { return InterfaceRole(kind: .cache) }
    if note.hasPrefix("EFS mount target for ") || interface.requesterID == "amazon-efs" {
      return InterfaceRole(
        kind: .fileSystem, name: word(after: "EFS mount target for ", in: note),
        initiates: false, offers: .tcp(2049))
    }
    if interface.requesterID == "amazon-elasticsearch" || interface.requesterID == "amazon-es" {
      return InterfaceRole(kind: .database, name: word(after: "ES ", in: note))
    }
    if note.contains("Amazon MSK") || note.contains("Amazon MQ")
      || interface.requesterID == "amazon-mq"
    {
      return InterfaceRole(kind: .queue)
    }
    if note.hasPrefix("arn:aws:ecs:"), note.contains(":attachment/") {
      return InterfaceRole(kind: .container)
    }
    if note.hasPrefix("Amazon EKS ") {
      return InterfaceRole(
        kind: .serviceEndpoint, resourceID: note, name: word(after: "Amazon EKS ", in: note))
    }
    return plain
  }

  /// `ELB app/NAME/HASH`, `ELB net/NAME/HASH`, `ELB gwy/NAME/HASH`, or `ELB NAME` of a Classic one.
  private static func balancer(_ note: String, needsGroups: Bool) -> InterfaceRole {
    let id = word(after: "ELB ", in: note)
    let parts = (id ?? "").split(separator: "/")
    return InterfaceRole(
      kind: .loadBalancer, resourceID: id, name: parts.count == 3 ? String(parts[1]) : id,
      offers: .listeners, needsGroups: needsGroups)
  }

  /// A function: it opens connections and takes none (AWS-SVC-02).
  private static func function(_ note: String) -> InterfaceRole {
    var name: String?
    if note.hasPrefix("AWS Lambda VPC ENI-") {
      // The name of the function is followed by a UUID of five groups.
      let parts = note.dropFirst("AWS Lambda VPC ENI-".count).split(separator: "-")
      if parts.count > 5 { name = parts.dropLast(5).joined(separator: "-") }
    }
    return InterfaceRole(
      kind: .function, resourceID: name.map { "function \($0)" }, name: name, offers: .nothing)
  }

  private static func word(after prefix: String, in note: String) -> String? {
    guard note.hasPrefix(prefix) else { return nil }
    let rest = note.dropFirst(prefix.count).split(separator: " ", maxSplits: 1).first
    return rest.map(String.init)
  }

  private static func vpcEndpointID(in note: String) -> String? {
    guard let range = note.firstRange(of: "vpce-") else { return nil }
    let digits = note[range.upperBound...].prefix { $0.isHexDigit && $0.isASCII }
    return digits.isEmpty ? nil : "vpce-\(digits)"
  }
}
