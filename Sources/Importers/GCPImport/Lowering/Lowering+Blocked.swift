import Documents
import PacketSets
import Topology

extension Lowering {
  /// What Google blocks whatever the rules say, in one filter for each direction (GCP-2.14).
  mutating func blockedFilters() -> (inbound: ID<Filter>, outbound: ID<Filter>) {
    let plan = PlanKey(network: "always blocked", region: "")
    let keys = [FlowDirection.inbound, .outbound].map {
      FilterKey(plan: plan, direction: $0, rules: [])
    }
    if let inbound = filters[keys[0]], let outbound = filters[keys[1]] {
      return (inbound, outbound)
    }
    let inbound = topology.add(
      Filter(
        id: "always-blocked", name: "always blocked traffic", layer: .cloudPolicy,
        direction: .inbound, rules: blockedInbound(), defaultAction: .allow))
    let outbound = topology.add(
      Filter(
        id: "always-blocked", name: "always blocked traffic", layer: .cloudPolicy,
        direction: .outbound, rules: blockedOutbound(), defaultAction: .allow))
    filters[keys[0]] = inbound
    filters[keys[1]] = outbound
    return (inbound, outbound)
  }

  /// The addresses of the metadata server, which also answers DNS, DHCP and NTP.
  static let metadataAddresses = AddressSet(
    ["169.254.169.254/32", "fd20:ce::254/128"].compactMap { Prefix($0) })

  /// The metadata server is reached, and answers, whatever the rules say (GCP-2.13).
  static let metadataRule = FilterRule(
    id: "metadata server", text: "always allowed: the metadata server 169.254.169.254",
    action: .allow, traffic: .all, peer: PeerMatch(addresses: metadataAddresses), isFixed: true)

  /// Offers and acknowledgements of DHCP come from the metadata server alone.
  private func blockedInbound() -> [FilterRule] {
    [
      FilterRule(
        id: "metadata server", text: "always allowed: DHCP of the metadata server",
        action: .allow, traffic: .udp(68).union(.udp(546)),
        peer: PeerMatch(addresses: Self.metadataAddresses), isFixed: true),
      FilterRule(
        id: "dhcp", text: "TRAFFIC_TYPE_BLOCKED: DHCP offers and acknowledgements over IPv4",
        action: .deny, traffic: .udp(68), peer: PeerMatch(addresses: .allIPv4)),
      FilterRule(
        id: "dhcpv6", text: "TRAFFIC_TYPE_BLOCKED: DHCP offers and acknowledgements over IPv6",
        action: .deny, traffic: .udp(546), peer: PeerMatch(addresses: .allIPv6)),
    ]
  }

  /// Mail to external addresses is blocked for most projects; protocols that are not carried never
  /// reach external addresses.
  private mutating func blockedOutbound() -> [FilterRule] {
    let reason = assumption(
      about: "mail", "whether the project may send to TCP port 25 of external addresses",
      remedy: "none: the exemption of a project is part of no export")
    var carried = TrafficSet.empty
    for number: UInt8 in [1, 4, 6, 17, 47, 50, 51, 58, 94, 132] {
      carried = carried.union(TrafficSet(IPProtocol(rawValue: number)))
    }
    let external = AddressSet.global.subtracting(networkAddresses)
    return [
      FilterRule(
        id: "iap", text: "Identity-Aware Proxy opens connections and takes none", action: .deny,
        traffic: .all, peer: PeerMatch(addresses: Self.identityProxyRange)),
      FilterRule(
        id: "smtp",
        text: "TRAFFIC_TYPE_BLOCKED: TCP port 25 of external addresses, for most projects",
        action: .deny, traffic: .tcp(25),
        peer: PeerMatch(possible: PossiblePeers(external, because: reason))),
      FilterRule(
        id: "protocols", text: "TRAFFIC_TYPE_BLOCKED: a protocol that external addresses never get",
        action: .deny, traffic: carried.complement, peer: PeerMatch(addresses: external)),
    ]
  }
}
