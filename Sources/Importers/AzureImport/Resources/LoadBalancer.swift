import Documents
import PacketSets

extension Exported {
  /// A load balancer, from `az network lb list` (AZ-8.2).
  struct LoadBalancer: ExportedRecord {
    var header: Header
    /// Whether `sku.name` is `Basic`.
    var isBasic: Bool
    /// `frontendIPConfigurations`.
    var frontends: [Frontend]
    /// `loadBalancingRules`, `inboundNatRules` and `inboundNatPools`.
    var rules: [Rule]
    /// The pools to which `outboundRules` give a way out.
    var outboundPoolIDs: [AzureID]
    /// `backendAddressPools[].backendIPConfigurations[].id`, by pool.
    var members: [AzureID: [AzureID]]
    /// `backendAddressPools[].loadBalancerBackendAddresses[].ipAddress`, by pool.
    var memberAddresses: [AzureID: [IPAddress]]

    /// An address at which clients arrive.
    struct Frontend {
      var id: AzureID
      var address: IPAddress?
      var subnetID: AzureID?
      var publicAddressID: AzureID?
      /// Whether it is public, by an address or a prefix.
      var isPublic: Bool
    }

    /// What is passed on, and to whom.
    struct Rule {
      var name: String
      var frontendID: AzureID?
      var proto: String
      /// `backendPort`; zero with the protocol `All` means every port (AZ-8.2).
      var backendPort: Int
      var frontendPort: Int
      var poolIDs: [AzureID]
      var configurationID: AzureID?
      /// `enableFloatingIP` (AZ-8.4).
      var isFloating: Bool
      var location: SourceLocation
    }

    init(_ header: Header, _ fields: Fields) throws(ReadFault) {
      self.header = header
      isBasic = (try fields.object("sku")?.text("name") ?? "Basic").lowercased() == "basic"
      frontends = []
      for item in try fields.objects("frontendIPConfigurations") {
        let name = try item.text("name") ?? ""
        let publicID = try item.reference("publicIPAddress")
        frontends.append(
          Frontend(
            id: try item.text("id").map { AzureID($0) }
              ?? header.id.child("frontendipconfigurations", name),
            address: try item.address("privateIPAddress"), subnetID: try item.reference("subnet"),
            publicAddressID: publicID,
            isPublic: publicID != nil || item.find("publicIPPrefix") != nil))
      }
      rules = []
      for key in ["loadBalancingRules", "inboundNatRules", "inboundNatPools"] as [StaticString] {
        for item in try fields.objects(key) { rules.append(try Rule(item)) }
      }
      outboundPoolIDs = []
      for rule in try fields.objects("outboundRules") {
        if let pool = try rule.reference("backendAddressPool") { outboundPoolIDs.append(pool) }
      }
      members = [:]
      memberAddresses = [:]
      for pool in try fields.objects("backendAddressPools") {
        let name = try pool.text("name") ?? ""
        let id =
          try pool.text("id").map { AzureID($0) } ?? header.id.child("backendaddresspools", name)
        members[id, default: []] += try pool.references("backendIPConfigurations")
        for item in try pool.objects("loadBalancerBackendAddresses") {
          if let address = try item.address("ipAddress") {
            memberAddresses[id, default: []].append(address)
          }
        }
      }
    }
  }
}

extension Exported.LoadBalancer.Rule {
  init(_ fields: Fields) throws(ReadFault) {
    name = try fields.text("name") ?? ""
    frontendID = try fields.reference("frontendIPConfiguration")
    proto = try fields.text("protocol") ?? "All"
    backendPort = try fields.number("backendPort") ?? 0
    frontendPort = try fields.number("frontendPort") ?? 0
    var pools = try fields.references("backendAddressPools")
    if let pool = try fields.reference("backendAddressPool"), !pools.contains(pool) {
      pools.append(pool)
    }
    poolIDs = pools
    configurationID = try fields.reference("backendIPConfiguration")
    isFloating = try fields.flag("enableFloatingIP") ?? false
    location = fields.location
  }

  /// The packets as the backend sees them: with the port of the backend (AZ-8.1).
  var traffic: TrafficSet {
    let port = isFloating && backendPort == 0 ? frontendPort : backendPort
    let ports: PortSet = UInt16(exactly: port).map { $0 == 0 ? .full : PortSet($0...$0) } ?? .empty
    switch proto.lowercased() {
    case "tcp": return TrafficSet(.tcp, destinationPorts: ports)
    case "udp": return TrafficSet(.udp, destinationPorts: ports)
    default:
      return TrafficSet(.tcp, destinationPorts: ports)
        .union(TrafficSet(.udp, destinationPorts: ports))
    }
  }
}
