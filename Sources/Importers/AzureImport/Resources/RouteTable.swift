import Documents
import PacketSets

extension Exported {
  /// A route table, from `az network route-table list`.
  struct RouteTable: ExportedRecord {
    var header: Header
    /// `routes`.
    var routes: [Route]
    /// Whether the listing has `routes` at all.
    var isWhole: Bool
    /// Whether the routes hold something that could not be evaluated.
    var isDoubtful = false
    /// `disableBgpRoutePropagation` (AZ-4.2).
    var ignoresGateways: Bool
    /// `disablePeeringRoute` is `All` (AZ-4.7).
    var ignoresPeerings: Bool
    /// `subnets[].id`.
    var subnetIDs: [AzureID]

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      isWhole = fields.find("routes") != nil || fields.template != nil
      let unresolved = fields.template?.unresolved.count ?? 0
      routes = []
      for route in try fields.objects("routes") { routes.append(try Route(route)) }
      isDoubtful = fields.template.map { $0.unresolved.count > unresolved } ?? false
      ignoresGateways = try fields.flag("disableBgpRoutePropagation") ?? false
      ignoresPeerings = try fields.text("disablePeeringRoute")?.lowercased() == "all"
      subnetIDs = try fields.references("subnets")
    }
  }

  /// A route that somebody wrote (AZ-4.6).
  struct Route {
    /// `name`.
    var name: String
    /// `addressPrefix`: a prefix or a service tag (AZ-4.5).
    var destination: String
    /// `nextHopType`, in lower case.
    var nextHopType: String
    /// `nextHopIpAddress`, or the addresses of `nextHop`.
    var nextHops: [IPAddress]
    /// `hasBgpOverride` (AZ-4.7).
    var overridesGateways = false
    /// Where it stands.
    var location: SourceLocation

    /// Creates a route.
    init(
      name: String, destination: String, nextHopType: String, nextHops: [IPAddress],
      location: SourceLocation
    ) {
      self.name = name
      self.destination = destination
      self.nextHopType = nextHopType
      self.nextHops = nextHops
      self.location = location
    }

    /// The prefix of the destination, or nil for a service tag.
    var prefix: Prefix? { Prefix(destination) }

    init(_ fields: Fields) throws(ReadFault) {
      name = try fields.text("name") ?? ""
      location = fields.location
      guard let destination = try fields.text("addressPrefix"), !destination.isEmpty else {
        if fields.template == nil { throw ReadFault(location, "a route has no addressPrefix") }
        self.destination = "unknown"
        nextHopType = ""
        nextHops = []
        return
      }
      if destination.contains("/"), Prefix(destination) == nil {
        throw ReadFault(location, "addressPrefix is not an address range")
      }
      self.destination = destination
      nextHopType = try fields.text("nextHopType")?.lowercased() ?? ""
      overridesGateways = try fields.flag("hasBgpOverride") ?? false
      nextHops = []
      if let address = try fields.address("nextHopIpAddress") { nextHops.append(address) }
      if let hop = try fields.object("nextHop") {
        for text in try hop.texts("nextHopIpAddresses") {
          if let address = IPAddress(text) { nextHops.append(address) }
        }
      }
    }
  }

  /// A NAT gateway, from `az network nat gateway list`.
  struct NatGateway: ExportedRecord {
    var header: Header
    /// `publicIpAddresses[].id` and `publicIpAddressesV6[].id`.
    var publicAddressIDs: [AzureID]
    /// `publicIpPrefixes[].id` and `publicIpPrefixesV6[].id`.
    var publicPrefixIDs: [AzureID]
    /// `subnets[].id`.
    var subnetIDs: [AzureID]
    /// `sourceVirtualNetwork.id` (AZ-7.4).
    var networkID: AzureID?

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      publicAddressIDs =
        try fields.references("publicIpAddresses") + fields.references("publicIpAddressesV6")
      publicPrefixIDs =
        try fields.references("publicIpPrefixes") + fields.references("publicIpPrefixesV6")
      subnetIDs = try fields.references("subnets")
      networkID = try fields.reference("sourceVirtualNetwork")
    }
  }
}
