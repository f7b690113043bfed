import PacketSets

/// The meaning of the keys of nftables (5.5).
enum NftMatcher {
  /// The condition that a key has one of some values, or none of them; nil when it is not modelled.
  static func match(
    _ key: NftKey, _ values: [NftValue], isNegated: Bool
  ) -> PacketMatch? {
    switch key {
    case .payload(let header, let field):
      return payload(header, field, values, isNegated).map { .region($0) }
    case .meta(let name): return meta(name, values, isNegated)
    case .connection(let name): return connection(name, values, isNegated)
    case .routing(let flags, let result): return routing(flags, result, values, isNegated)
    case .extensionHeader(let name): return .never("the extension header \(name)")
    case .masked(let inner, let mask): return masked(inner, mask, values, isNegated)
    case .concatenation(let keys): return concatenation(keys, values, isNegated)
    case .other: return nil
    }
  }

  private static func payload(
    _ header: String, _ field: String, _ values: [NftValue], _ isNegated: Bool
  ) -> PacketRegion? {
    var region = PacketRegion()
    switch (header, field) {
    case ("ip", "saddr"), ("ip", "daddr"), ("ip6", "saddr"), ("ip6", "daddr"):
      guard var set = NftText.addresses(values) else { return nil }
      // An address in an inet table implies its family.
      let family: AddressSet = header == "ip" ? .allIPv4 : .allIPv6
      set = isNegated ? family.subtracting(set) : set.intersection(family)
      if field == "saddr" {
        region.source = set
        region.destination = family
      } else {
        region.destination = set
        region.source = family
      }
    case ("ip", "protocol"), ("ip6", "nexthdr"):
      guard let traffic = protocols(values, isNegated) else { return nil }
      region = PacketRegion(
        source: header == "ip" ? .allIPv4 : .allIPv6,
        destination: header == "ip" ? .allIPv4 : .allIPv6, traffic: traffic)
    case (_, "sport"), (_, "dport"):
      guard let ports = NftText.ports(values) else { return nil }
      let base: TrafficSet
      if header == "th" {
        base = PortText.withPorts
      } else if let proto = IPProtocol(name: header), proto.hasPorts {
        base = TrafficSet(proto)
      } else {
        return nil
      }
      let traffic =
        field == "sport"
        ? PortText.traffic(of: base, source: ports)
        : PortText.traffic(of: base, destination: ports)
      region.traffic = isNegated ? base.subtracting(traffic) : traffic
    case ("icmp", "type"), ("icmpv6", "type"):
      let proto: IPProtocol = header == "icmp" ? .icmp : .icmpv6
      var traffic = TrafficSet.empty
      for value in values {
        guard case .word(let word) = value, let set = ControlMessage.traffic(word, of: proto)
        else { return nil }
        traffic.formUnion(set)
      }
      region.traffic = isNegated ? TrafficSet(proto).subtracting(traffic) : traffic
    default: return nil
    }
    return region
  }

  private static func protocols(_ values: [NftValue], _ isNegated: Bool) -> TrafficSet? {
    var result = TrafficSet.empty
    for value in values {
      guard case .word(let word) = value, word != "0",
        let traffic = PortText.traffic(ofProtocol: word)
      else { return nil }
      result.formUnion(traffic)
    }
    return isNegated ? result.complement : result
  }

  private static func meta(
    _ name: String, _ values: [NftValue], _ isNegated: Bool
  ) -> PacketMatch? {
    let words = NftText.words(values)
    switch name {
    case "iifname", "iif":
      return words.map { .region(PacketRegion(input: InterfaceMatch($0, isNegated: isNegated))) }
    case "oifname", "oif":
      return words.map { .region(PacketRegion(output: InterfaceMatch($0, isNegated: isNegated))) }
    case "l4proto":
      return protocols(values, isNegated).map { .region(PacketRegion(traffic: $0)) }
    case "nfproto", "protocol":
      guard let words else { return nil }
      var set = AddressSet.empty
      for word in words {
        switch word {
        case "ipv4", "ip", "2": set.formUnion(.allIPv4)
        case "ipv6", "ip6", "10": set.formUnion(.allIPv6)
        default: return nil
        }
      }
      if isNegated { set = set.complement }
      return .region(PacketRegion(source: set, destination: set))
    case "skuid", "skgid": return .sender(name)
    case "mark":
      guard words?.count == 1, let value = words?.first.flatMap({ NumberText.read($0) })
      else { return nil }
      return .mark(value, mask: .max, isNegated: isNegated)
    case "pkttype":
      guard let words, !words.contains("other") else { return nil }
      let kinds = words.reduce(into: AddressKinds()) {
        $0.formUnion($1 == "host" || $1 == "unicast" ? [.local, .unicast] : AddressKinds(name: $1))
      }
      return .addressKind(.destination, kinds, isNegated: isNegated)
    default: return nil
    }
  }

  private static func connection(
    _ name: String, _ values: [NftValue], _ isNegated: Bool
  ) -> PacketMatch? {
    guard let words = NftText.words(values) else { return nil }
    switch name {
    case "state":
      var states = ConnectionStates()
      for word in words {
        guard let state = ConnectionStates(name: word) else { return nil }
        states.formUnion(state)
      }
      if isNegated { states = ConnectionStates.all.subtracting(states) }
      return .region(PacketRegion(states: states))
    case "status":
      return words == ["dnat"] ? .translated(!isNegated) : nil
    case "count": return .rate(isExceeded: true, "ct count")
    default: return nil
    }
  }

  private static func routing(
    _ flags: [String], _ result: String, _ values: [NftValue], _ isNegated: Bool
  ) -> PacketMatch? {
    guard let words = NftText.words(values) else { return nil }
    if result == "type", let end = flags.first, flags.count == 1 {
      let kinds = words.reduce(into: AddressKinds()) { $0.formUnion(AddressKinds(name: $1)) }
      return .addressKind(
        end == "saddr" ? .source : .destination, kinds, isNegated: isNegated)
    }
    // A source to which no route leads back: such a sender never gets an answer.
    let isMissing = ["missing", "0", "false"].contains(words.first) != isNegated
    if result == "oif" || result == "oifname" || result == "check", flags.contains("saddr") {
      return isMissing ? .never("a source to which no route leads") : .region(PacketRegion())
    }
    return nil
  }

  private static func masked(
    _ inner: NftKey, _ mask: NftValue, _ values: [NftValue], _ isNegated: Bool
  ) -> PacketMatch? {
    guard case .word(let bits) = mask, let value = NftText.words(values)?.first,
      values.count == 1
    else { return nil }
    switch inner {
    case .meta("mark"):
      guard let value = NumberText.read(value), let bits = NumberText.read(bits) else {
        return nil
      }
      return .mark(value, mask: bits, isNegated: isNegated)
    case .payload("tcp", "flags"):
      guard let value = FlagText.read(value) ?? (value == "0x0" ? 0 : nil),
        let bits = FlagText.read(bits)
      else { return nil }
      return .flags(value, mask: bits, isNegated: isNegated)
    default: return nil
    }
  }

  private static func concatenation(
    _ keys: [NftKey], _ values: [NftValue], _ isNegated: Bool
  ) -> PacketMatch? {
    var regions: [PacketRegion] = []
    for value in values {
      guard case .concatenation(let parts) = value, parts.count == keys.count else { return nil }
      var region = PacketRegion()
      for (key, part) in zip(keys, parts) {
        guard case .region(let narrower) = match(key, [part], isNegated: false),
          let both = region.intersection(narrower)
        else { return nil }
        region = both
      }
      regions.append(region)
    }
    return .anyOf(regions, isNegated: isNegated)
  }
}
