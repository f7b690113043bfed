import PacketSets
import Topology

extension RandomTopology {
  /// Adds networks with their subnets, of which each has its own route table.
  mutating func addNetworks() {
    for number in 0..<number(in: options.networks) {
      let isTwin = options.overlaps && number > 0 && happens(35)
      let second = isTwin ? 0 : number
      let hasVersion6 = options.version6 && happens(60)
      let global = happens(80)
      let version6 = global ? "2001:db8:\(number)" : "fd00:0:\(number)"
      var prefixes = ["10.\(second).0.0/16"]
      if hasVersion6 { prefixes.append("\(version6)::/48") }
      let network = build.topology.add(
        Network(id: "network\(number)", prefixes: prefixes.map(TestText.prefix)))
      peers += prefixes.map(TestText.prefix)
      var own: [ID<Subnet>] = []
      for index in 1...self.number(in: options.subnets) {
        let subnet = build.subnet(
          "subnet\(number)-\(index)", "10.\(second).\(index).0/24", in: network)
        if hasVersion6, happens(75) {
          let prefix = TestText.prefix("\(version6):\(index)::/64")
          build.topology.subnets[subnet].prefixes.append(prefix)
          peers.append(prefix)
        }
        peers += [TestText.prefix("10.\(second).\(index).0/24")]
        peers += [TestText.prefix("10.\(second).\(index).0/30")]
        own.append(subnet)
      }
      subnets.append(own)
    }
    peers += ["0.0.0.0/0", "0.0.0.0/0", "::/0", "198.51.100.0/25", "203.0.113.0/29"]
      .map(TestText.prefix)
    if options.version6 { peers += ["2001:db8::/32", "2001:db8:ff::/64"].map(TestText.prefix) }
    if options.secondWorld {
      _ = build.world("office", "192.168.0.0/16", "192.0.2.0/24", "2001:db8:0ff1::/48")
      peers += ["192.168.4.0/24", "192.0.2.0/25"].map(TestText.prefix)
    }
  }

  /// Adds endpoints to random subnets.
  mutating func addEndpoints() {
    for index in 0..<number(in: options.endpoints) {
      guard let network = one(of: subnets), let subnet = one(of: network) else { return }
      var addresses = [EndpointAddress]()
      if !(options.unknownAddresses && happens(6)) { addresses = newAddresses(in: subnet) }
      let id = add("host\(index)", addresses, in: subnet, binding: newBinding())
      if options.limitedEndpoints {
        if happens(10) { build.topology.endpoints[id].initiates = false }
        if happens(15) { build.topology.endpoints[id].offers = newTraffic() }
      }
      for address in addresses where happens(30) { peers.append(Prefix(address.address)) }
    }
  }

  mutating func add(
    _ name: String, _ addresses: [EndpointAddress], in subnet: ID<Subnet>,
    binding: FilterBinding
  ) -> ID<Endpoint> {
    let id = build.endpoint(name, [], in: subnet, binding: binding)
    build.topology.endpoints[id].addresses = addresses
    return id
  }

  /// Takes fresh addresses of a subnet, in the families that it has.
  mutating func newAddresses(in subnet: ID<Subnet>, public isPublic: Bool? = nil)
    -> [EndpointAddress]
  {
    var result: [EndpointAddress] = []
    for prefix in build.topology.subnets[subnet].prefixes {
      if prefix.family == .v6, !happens(70) { continue }
      if prefix.family == .v4, !result.isEmpty, happens(10) { continue }
      let count = options.severalAddresses && happens(15) ? 2 : 1
      for _ in 0..<count {
        hostCounts[subnet, default: 1] += 1
        let host = hostCounts[subnet, default: 1]
        var address = EndpointAddress(Self.address(host, in: prefix))
        let wantsPublic = isPublic ?? (options.publicAddresses && happens(40))
        if prefix.family == .v4, wantsPublic {
          publicCount += 1
          address.publicAddress = TestText.address("203.0.113.\(publicCount)")
          if options.bearsPublic, happens(15), let outside = address.publicAddress {
            address.address = outside
          }
        }
        result.append(address)
      }
    }
    if options.version6, result.count > 1, happens(15) { result.removeFirst() }
    return result
  }

  private static func address(_ host: Int, in prefix: Prefix) -> IPAddress {
    switch prefix.address {
    case .v4(let base): .v4(IPv4Address(rawValue: base.rawValue &+ UInt32(host)))
    case .v6(let base): .v6(IPv6Address(rawValue: base.rawValue &+ UInt128(host)))
    }
  }
}
