import Documents
import PacketSets
import Topology

extension Lowering {
  /// What a private service answers when its port is not known.
  mutating func unknownService(
    of endpoint: Resource, _ interface: Exported.NetworkInterface
  ) -> String {
    let gap = gap(ofServiceBehind: interface)
    let reason = assumption(
      about: "service \(endpoint.id)", "\(gap.text) the service behind \(endpoint.id) answers",
      remedy: gap.remedy, at: endpoint.location)
    return special("service of \(endpoint.id)", .proxy, unknown: reason, at: endpoint.location)
  }

  /// Whatever no network owns comes from the internet and is dropped; what a network owns may have
  /// come over a private link (AWS-IGW-07).
  mutating func internetDenial(_ interface: Exported.NetworkInterface) -> String {
    let name = "DenyAllIgwTraffic"
    guard specialFilters[name] == nil else { return name }
    let owned = networkAddresses
    let reason = assumption(
      about: name, "whether traffic from global addresses of networks came by an internet gateway",
      remedy: "none: the packet does not tell its way", at: interface.location)
    let certain = AddressSet.global.complement
    let rules = [
      FilterRule(
        id: name, text: "all traffic that came by no internet gateway", action: .allow,
        traffic: .all,
        peer: PeerMatch(
          addresses: certain,
          possible: PossiblePeers(AddressSet.global.intersection(owned), because: reason)),
        location: interface.location)
    ]
    return special(
      name, .cloudPolicy, inbound: rules, outbound: Self.openRules(name, interface.location),
      at: interface.location)
  }

  /// In a subnet whose NAT gateway may still send while VPC Block Public Access stops what comes
  /// in, the routes are those of the NAT gateway: traffic of other interfaces is not certain.
  mutating func internetGuard(
    _ subnetID: String, _ interface: Exported.NetworkInterface
  ) -> String {
    let name = "VPC Block Public Access"
    let reason = assumption(
      about: name,
      "what VPC Block Public Access (block-ingress) leaves of internet traffic beside a NAT gateway",
      remedy: "aws ec2 describe-vpc-block-public-access-exclusions", at: interface.location)
    tell(
      .warning, "aws.subnet.blockIngress", about: subnetID,
      "VPC Block Public Access stops what comes into \(subnetID), which holds a NAT gateway: "
        + "internet traffic of its other interfaces is not certain.", at: interface.location,
      effect: .assumedOpen)
    let rules = Self.guardedRules(name, reason, interface.location)
    return special(
      name, .cloudPolicy, inbound: rules, outbound: rules, at: interface.location)
  }

  /// Behind a gateway route table that leads through an appliance, what arrives from the internet is
  /// not certain (AWS-IGW-06); what the rules of a firewall there drop certainly does not arrive.
  mutating func detour(
    _ reason: ID<Assumption>, to subnetID: String, _ addresses: [IPAddress],
    at location: SourceLocation
  ) -> String {
    let plain = "gateway route table \(reason)"
    if let firewall = inspectedSubnets[subnetID],
      let (text, rules) = inspectedRules(of: firewall, to: addresses, reason, at: location)
    {
      return special(
        "\(plain) \(text)", titled: "gateway route table, firewall", .routing, inbound: rules,
        outbound: Self.openRules(plain, location), at: location)
    }
    return special(
      plain, .routing, inbound: Self.guardedRules(plain, reason, location),
      outbound: Self.openRules(plain, location), at: location)
  }

  private static func openRules(_ id: String, _ location: SourceLocation) -> [FilterRule] {
    [
      FilterRule(
        id: id, text: "all traffic", action: .allow, traffic: .all, peer: .anyone,
        location: location)
    ]
  }

  private static func guardedRules(
    _ id: String, _ reason: ID<Assumption>, _ location: SourceLocation
  ) -> [FilterRule] {
    [
      FilterRule(
        id: id, text: "all traffic of private addresses, perhaps that of others", action: .allow,
        traffic: .all,
        peer: PeerMatch(
          addresses: AddressSet.global.complement,
          possible: PossiblePeers(.global, because: reason)), location: location)
    ]
  }
}
