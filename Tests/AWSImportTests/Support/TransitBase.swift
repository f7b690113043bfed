import Topology

/// Two VPCs of one account at one transit gateway, of which tests change one list.
enum TransitBase {
  static let lists: [String: String?] = [
    "Vpcs": """
    [{"VpcId": "vpc-1", "OwnerId": "123456789012", "CidrBlock": "10.0.0.0/16"},
     {"VpcId": "vpc-2", "OwnerId": "123456789012", "CidrBlock": "10.2.0.0/16",
      "Ipv6CidrBlockAssociationSet": [
        {"Ipv6CidrBlock": "2600:2::/56", "Ipv6CidrBlockState": {"State": "associated"}}]}]
    """,
    "Subnets": """
    [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24",
      "AvailabilityZone": "us-east-1a", "OwnerId": "123456789012"},
     {"SubnetId": "subnet-b", "VpcId": "vpc-1", "CidrBlock": "10.0.2.0/24",
      "AvailabilityZone": "us-east-1b", "OwnerId": "123456789012"},
     {"SubnetId": "subnet-2", "VpcId": "vpc-2", "CidrBlock": "10.2.1.0/24",
      "AvailabilityZone": "us-east-1a", "OwnerId": "123456789012"}]
    """,
    "RouteTables": """
    [{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}],
      "Routes": [\(Base.local),
        \(Base.route("DestinationCidrBlock", "10.2.0.0/16", "TransitGatewayId", "tgw-1"))]},
     {"RouteTableId": "rtb-2", "VpcId": "vpc-2", "Associations": [{"Main": true}],
      "Routes": [\(Base.route("DestinationCidrBlock", "10.2.0.0/16", "GatewayId", "local")),
        \(Base.route("DestinationCidrBlock", "0.0.0.0/0", "TransitGatewayId", "tgw-1"))]}]
    """,
    "TransitGateways": gateway(),
    "TransitGatewayAttachments": "[\(attachment("tgw-attach-1", "vpc", "vpc-1")), "
      + "\(attachment("tgw-attach-2", "vpc", "vpc-2"))]",
    "TransitGatewayVpcAttachments": vpcAttachments(),
    "TransitGatewayRouteTables": """
    [{"TransitGatewayRouteTableId": "\(table)", "TransitGatewayId": "tgw-1"}]
    """,
    "TransitGatewayStaticRoutes": routes(),
    "TransitGatewayPropagations": propagations(("tgw-attach-1", "vpc"), ("tgw-attach-2", "vpc")),
  ]

  static let table = "tgw-rtb-00000001"

  static func gateway(_ id: String = "tgw-1", refersToGroups: Bool = false) -> String {
    """
    [{"TransitGatewayId": "\(id)", "OwnerId": "123456789012", "State": "available",
      "Options": {"SecurityGroupReferencingSupport": "\(refersToGroups ? "enable" : "disable")"},
      "Tags": [{"Key": "Name", "Value": "core"}]}]
    """
  }

  static func attachment(
    _ id: String, _ type: String, _ resource: String, gateway: String = "tgw-1",
    state: String = "available", table: String? = table, owner: String = "123456789012"
  ) -> String {
    let association = table.map {
      "\"Association\": {\"TransitGatewayRouteTableId\": \"\($0)\", \"State\": \"associated\"},"
    }
    return """
      {"TransitGatewayAttachmentId": "\(id)", "TransitGatewayId": "\(gateway)",
       "TransitGatewayOwnerId": "\(owner)", "ResourceOwnerId": "123456789012",
       "ResourceType": "\(type)", "ResourceId": "\(resource)", \(association ?? "")
       "State": "\(state)"}
      """
  }

  static func vpcAttachments(
    first: [String] = ["subnet-a"], options: String = #""Ipv6Support": "disable""#
  ) -> String {
    let subnets = first.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      [{"TransitGatewayAttachmentId": "tgw-attach-1", "TransitGatewayId": "tgw-1",
        "VpcId": "vpc-1", "VpcOwnerId": "123456789012", "State": "available",
        "SubnetIds": [\(subnets)], "Options": {\(options)}},
       {"TransitGatewayAttachmentId": "tgw-attach-2", "TransitGatewayId": "tgw-1",
        "VpcId": "vpc-2", "VpcOwnerId": "123456789012", "State": "available",
        "SubnetIds": ["subnet-2"], "Options": {\(options)}}]
      """
  }

  static func route(
    _ destination: String, _ attachment: String?, type: String = "static",
    _ resource: String = "vpc",
    state: String = "active", key: String = "DestinationCidrBlock"
  ) -> String {
    let target = attachment.map {
      "{\"TransitGatewayAttachmentId\": \"\($0)\", \"ResourceType\": \"\(resource)\"}"
    }
    return """
      {"\(key)": "\(destination)", "Type": "\(type)", "State": "\(state)",
       "TransitGatewayAttachments": [\(target ?? "")]}
      """
  }

  static func routes(_ routes: String..., whole: Bool = true) -> String {
    """
    [{"TransitGatewayRouteTableId": "\(table)", "AdditionalRoutesAvailable": \(!whole),
      "Routes": [\(routes.joined(separator: ", "))]}]
    """
  }

  static func propagations(_ attachments: (id: String, type: String)...) -> String {
    let list = attachments.map {
      "{\"TransitGatewayAttachmentId\": \"\($0.id)\", \"ResourceType\": \"\($0.type)\", "
        + "\"State\": \"enabled\"}"
    }
    return """
      [{"TransitGatewayRouteTableId": "\(table)",
        "TransitGatewayRouteTablePropagations": [\(list.joined(separator: ", "))]}]
      """
  }
}

extension Imported {
  /// Imports the two VPCs at their transit gateway, with some lists replaced or left out.
  static func transit(
    _ lists: [String: String?] = [:], more files: [String: String] = [:]
  ) throws -> Imported {
    var all = files
    let base = Base.lists.merging(TransitBase.lists, uniquingKeysWith: { $1 })
    for (key, list) in base.merging(lists, uniquingKeysWith: { $1 }) {
      if let list { all["exports/123456789012/us-east-1/\(key).json"] = "{\"\(key)\": \(list)}" }
    }
    return try Imported(files: all)
  }

  /// The attachments of a gateway that is a transit gateway.
  func attachments(of id: String = "tgw-1") -> [Transit.Named] {
    guard case .transit(let transit) = gateway(id)?.kind else { return [] }
    return transit.attachments.map { attachment in
      Transit.Named(
        attachment: attachment, table: attachment.table.map { topology.routeTables[$0] })
    }
  }

  func attachment(_ id: String, of gateway: String = "tgw-1") -> Transit.Named? {
    attachments(of: gateway).first { $0.attachment.id == id }
  }

  /// The text of an assumption's remedy.
  func remedy(_ id: ID<Assumption>?) -> String? { id.map { topology.assumptions[$0].remedy } }
}

extension Transit {
  /// An attachment with its table.
  struct Named {
    var attachment: TransitAttachment
    var table: RouteTable?

    /// The route of its table to a destination, as the table writes it.
    func route(_ text: String) -> Route? { table?.routes.first { $0.text == text } }

    /// The world beyond it.
    var world: ID<World>? {
      switch attachment.side {
      case .world(let world): world
      case .unknown(_, let world): world
      case .network, .transit: nil
      }
    }

    /// Whether nothing is known of its other end.
    var isUnknown: Bool { if case .unknown = attachment.side { true } else { false } }
  }
}
