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
      /// `frontendPortRangeStart` and `frontendPortRangeEnd`: one port for each backend.
      var frontendPorts: ClosedRange<Int>?
      /// `disableOutboundSnat`.
      var disablesOutbound: Bool
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
    backendPort = min(max(try fields.number("backendPort") ?? 0, 0), 65535)
    frontendPort = min(max(try fields.number("frontendPort") ?? 0, 0), 65535)
    var pools = try fields.references("backendAddressPools")
    if let pool = try fields.reference("backendAddressPool"), !pools.contains(pool) {
      pools.append(pool)
    }
    poolIDs = pools
    configurationID = try fields.reference("backendIPConfiguration")
    isFloating = try fields.flag("enableFloatingIP") ?? false
    disablesOutbound = try fields.flag("disableOutboundSnat") ?? false
    if let first = try fields.number("frontendPortRangeStart"), first > 0,
      let last = try fields.number("frontendPortRangeEnd"), first <= last, last <= 65535
    {
      frontendPorts = first...last
    }
    location = fields.location
  }

  /// The packets that are taken as they arrive, with how far their ports are moved (AZ-8.1).
  ///
  /// Of a range of ports each belongs to one backend, which one is not exported; all of them lead to
  /// the same port there (AZ-8.3).
  var translations: [(accepts: TrafficSet, offset: Int)] {
    if let frontendPorts {
      let ports = frontendPorts.prefix(Self.mostPorts)
      if backendPort == 0 {
        return [
          (traffic(PortSet(port(frontendPorts.lowerBound)...port(frontendPorts.upperBound))), 0)
        ]
      }
      return ports.map { (traffic(PortSet(port($0))), backendPort - $0) }
    }
    guard backendPort > 0, frontendPort > 0 else { return [(traffic(.full), 0)] }
    return [(traffic(PortSet(port(frontendPort))), backendPort - frontendPort)]
  }

  /// Whether the range has more ports than are followed.
  var isCut: Bool { (frontendPorts?.count ?? 0) > Self.mostPorts && backendPort > 0 }

  /// The most ports of a range that are followed.
  private static let mostPorts = 512

  private func port(_ number: Int) -> UInt16 { UInt16(clamping: number) }

  private func traffic(_ ports: PortSet) -> TrafficSet {
    switch proto.lowercased() {
    case "tcp": return TrafficSet(.tcp, destinationPorts: ports)
    case "udp": return TrafficSet(.udp, destinationPorts: ports)
    default:
      return TrafficSet(.tcp, destinationPorts: ports)
        .union(TrafficSet(.udp, destinationPorts: ports))
    }
  }
}
