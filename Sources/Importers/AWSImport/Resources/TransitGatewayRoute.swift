import Documents
import PacketSets

extension Exported {
  /// A route of a transit gateway, from `aws ec2 search-transit-gateway-routes`, or a reference to
  /// a prefix list, which is a route as well.
  struct TransitGatewayRoute: Sendable {
    /// `DestinationCidrBlock`.
    var destination: Prefix?
    /// `PrefixListId`.
    var prefixListID: String?
    /// `Type`: `static` or `propagated`.
    var isPropagated: Bool
    /// `State`: `active` or `blackhole` where the route is in force.
    var state: String
    /// `TransitGatewayAttachments`: several for routes of equal cost.
    var targets: [TransitGatewayTarget]
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      guard value.kind == .object else { throw ReadFault(value, "a route is not an object") }
      destination = try value.prefix("DestinationCidrBlock")
      prefixListID = try value.text("PrefixListId")
      guard destination != nil || prefixListID != nil else {
        throw ReadFault(value, "a route has no destination")
      }
      isPropagated = try value.text("Type") == "propagated"
      state = try value.text("State") ?? "active"
      targets = []
      for record in try value.records("TransitGatewayAttachments") {
        targets.append(try TransitGatewayTarget(record))
      }
      location = value.location
    }

    /// Reads an element of `aws ec2 get-transit-gateway-prefix-list-references`.
    init(reference value: JSONValue) throws(ReadFault) {
      prefixListID = try value.requiredText("PrefixListId")
      isPropagated = false
      let isInForce = try value.text("State") ?? "available" == "available"
      let drops = try value.flag("Blackhole") == true
      state = !isInForce ? "pending" : drops ? "blackhole" : "active"
      targets = []
      if let record = try value.object("TransitGatewayAttachment") {
        targets.append(try TransitGatewayTarget(record))
      }
      location = value.location
    }
  }

  /// An attachment as routes, associations and propagations name it.
  struct TransitGatewayTarget: Sendable {
    /// `TransitGatewayAttachmentId`.
    var attachmentID: String
    /// `ResourceType`.
    var resourceType: String
    /// `ResourceId`.
    var resourceID: String?
    /// `State`, of an association or propagation.
    var state: String
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      attachmentID = try value.requiredText("TransitGatewayAttachmentId")
      resourceType = try value.text("ResourceType") ?? ""
      resourceID = try value.text("ResourceId")
      state = try value.text("State") ?? ""
      location = value.location
    }
  }

  /// What the exports hold of the routes of one table of a transit gateway.
  struct TransitGatewayRoutes: Sendable {
    /// The routes.
    var routes: [TransitGatewayRoute] = []
    /// Whether a search for routes was exported.
    var isSearched = false
    /// Whether all routes that were searched for are here: a search returns a thousand at most.
    var isWhole = true
    /// The attachments that propagate routes into the table, where that is exported.
    var propagations: [TransitGatewayTarget]?
    /// Where the routes stand.
    var location: SourceLocation = .unknown
  }
}
