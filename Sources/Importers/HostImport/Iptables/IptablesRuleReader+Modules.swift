import Documents
import PacketSets

extension IptablesRuleReader {
  /// Notes a module whose presence alone says something.
  mutating func begin(_ name: String) {
    switch name {
    case "tcp", "udp", "sctp", "dccp", "udplite":
      // Without -p the module matches nothing else than its protocol.
      if let traffic = PortText.traffic(ofProtocol: name) { narrow(traffic) }
    case "icmp": narrow(TrafficSet(.icmp))
    case "icmp6": narrow(TrafficSet(.icmpv6))
    case "multiport", "conntrack", "state", "addrtype", "iprange", "set", "mark", "comment",
      "limit", "hashlimit", "connlimit", "owner", "standard":
      break
    case "recent": recent.isUsed = true
    case "rt", "hbh", "dst", "frag", "ipv6header", "mh":
      matches.append(.never("the extension header \(name)"))
    case "rpfilter": break
    default: matches.append(.unknown("-m \(name)"))
    }
  }

  /// Reads an option of the module that was named last, or of the protocol.
  mutating func readModuleOption(
    _ option: TextLine.Word, isNegated: Bool
  ) throws(ReadFault) {
    var isNegated = isNegated
    switch option.text {
    case "--sport", "--source-port", "--dport", "--destination-port", "--sports",
      "--source-ports", "--dports", "--destination-ports", "--ports", "--port":
      let word = try value(of: option, &isNegated)
      guard let ports = PortText.set(word.text) else {
        throw ReadFault(word, expected: "ports such as 80,8080:8090")
      }
      narrow(ports: ports, option: option.text, isNegated: isNegated)
    case "--icmp-type", "--icmpv6-type":
      let word = try value(of: option, &isNegated)
      let proto: IPProtocol = option.text == "--icmp-type" ? .icmp : .icmpv6
      guard let traffic = ControlMessage.traffic(word.text, of: proto) else {
        throw ReadFault(word, expected: "a type of ICMP")
      }
      narrow(isNegated ? TrafficSet(proto).subtracting(traffic) : traffic)
    case "--ctstate", "--state":
      try readStates(value(of: option, &isNegated), isNegated: isNegated)
    case "--src-type", "--dst-type":
      let word = try value(of: option, &isNegated)
      let kinds = word.text.split(separator: ",").reduce(into: AddressKinds()) {
        $0.formUnion(AddressKinds(name: $1))
      }
      matches.append(
        .addressKind(
          option.text == "--src-type" ? .source : .destination, kinds, isNegated: isNegated))
    case "--limit-iface-in", "--limit-iface-out": break
    case "--src-range", "--dst-range":
      let word = try value(of: option, &isNegated)
      guard var set = AddressText.set(word.text) else {
        throw ReadFault(word, expected: "a range of addresses")
      }
      if isNegated { set = set.complement }
      if option.text == "--src-range" {
        region.source = region.source.intersection(set)
      } else {
        region.destination = region.destination.intersection(set)
      }
    case "--match-set": try readSet(option, isNegated: isNegated)
    case "--mark": try readMark(value(of: option, &isNegated), isNegated: isNegated)
    case "--syn":
      matches.append(.flags(0x02, mask: 0x17, isNegated: isNegated))
      narrow(TrafficSet(.tcp))
    case "--tcp-flags": try readFlags(option, isNegated: isNegated)
    case "--comment": _ = take()
    default: try readLooseOption(option, isNegated: isNegated)
    }
  }

  /// Reads an option that does not name packets.
  private mutating func readLooseOption(
    _ option: TextLine.Word, isNegated: Bool
  ) throws(ReadFault) {
    switch (module, option.text) {
    case ("limit", "--limit"), ("hashlimit", "--hashlimit"), ("hashlimit", "--hashlimit-upto"),
      ("connlimit", "--connlimit-upto"):
      matches.append(.rate(isExceeded: isNegated, "-m \(module)"))
      skipValues()
    case ("hashlimit", "--hashlimit-above"), ("connlimit", "--connlimit-above"):
      matches.append(.rate(isExceeded: !isNegated, "-m \(module)"))
      skipValues()
    case ("recent", "--set"):
      recent.sets = true
      recent.isNegated = isNegated
    case ("recent", "--hitcount"):
      recent.hitCount = take().flatMap { Int($0.text) }
    case ("recent", "--rcheck"), ("recent", "--update"), ("recent", "--remove"):
      recent.isNegated = isNegated
    case ("owner", _):
      matches.append(.sender("\(option.text.dropFirst(2))"))
      skipValues()
    case ("rpfilter", "--invert"):
      matches.append(.never("a source to which answers go another way"))
    case ("set", _), ("conntrack", _):
      matches.append(.unknown(option.text))
      skipValues()
    case ("limit", _), ("hashlimit", _), ("connlimit", _), ("recent", _), ("rt", _), ("hbh", _),
      ("dst", _), ("frag", _), ("ipv6header", _), ("mh", _), ("rpfilter", _):
      skipValues()
    case ("", _), ("tcp", _), ("udp", _), ("icmp", _), ("icmp6", _), ("multiport", _),
      ("state", _), ("addrtype", _), ("iprange", _), ("mark", _), ("comment", _):
      if option.text == "--tcp-option" {
        matches.append(.unknown(option.text))
        skipValues()
      } else {
        throw ReadFault(option, expected: "an option of iptables")
      }
    default: skipValues()
    }
  }

  /// The condition of `-m recent`: a quiet sender is in no list and has no hits (2.11).
  mutating func addRecent() {
    guard recent.isUsed, !recent.sets else { return }
    if recent.hitCount.map({ $0 > 1 }) == true {
      matches.append(.rate(isExceeded: !recent.isNegated, "-m recent"))
    } else {
      matches.append(.unknown("-m recent"))
    }
  }

  private mutating func narrow(ports: PortSet, option: String, isNegated: Bool) {
    let base = region.traffic.intersection(PortText.withPorts)
    var traffic: TrafficSet
    if option == "--ports" || option == "--port" {
      traffic = PortText.traffic(of: base, source: ports)
        .union(PortText.traffic(of: base, destination: ports))
    } else if option.hasPrefix("--s") {
      traffic = PortText.traffic(of: base, source: ports)
    } else {
      traffic = PortText.traffic(of: base, destination: ports)
    }
    if isNegated { traffic = base.subtracting(traffic) }
    region.traffic = traffic
  }

  private mutating func readStates(_ word: TextLine.Word, isNegated: Bool) throws(ReadFault) {
    var states = ConnectionStates()
    for part in word.text.split(separator: ",") {
      if let state = ConnectionStates(name: part) {
        states.formUnion(state)
      } else if part == "DNAT", word.text == "DNAT" {
        matches.append(.translated(!isNegated))
        return
      } else if part == "DNAT" || part == "SNAT" {
        matches.append(.unknown("--ctstate \(word.text)"))
        return
      } else {
        throw ReadFault(word, expected: "states such as NEW,ESTABLISHED")
      }
    }
    if isNegated { states = ConnectionStates.all.subtracting(states) }
    region.states.formIntersection(states)
  }

  private mutating func readMark(_ word: TextLine.Word, isNegated: Bool) throws(ReadFault) {
    let parts = word.text.split(separator: "/")
    guard let value = parts.first.flatMap({ NumberText.read($0) }),
      let mask = parts.count > 1 ? NumberText.read(parts[1]) : UInt32.max
    else { throw ReadFault(word, expected: "a mark such as 0x1/0xff") }
    matches.append(.mark(value, mask: mask, isNegated: isNegated))
  }

  private mutating func readFlags(_ option: TextLine.Word, isNegated: Bool) throws(ReadFault) {
    guard let mask = take(), let value = take(), let bits = FlagText.read(mask.text),
      let wanted = FlagText.read(value.text)
    else { throw ReadFault(option, expected: "--tcp-flags MASK FLAGS") }
    narrow(TrafficSet(.tcp))
    matches.append(.flags(wanted, mask: bits, isNegated: isNegated))
  }

  /// Reads `--match-set NAME src,dst` (4.4).
  private mutating func readSet(_ option: TextLine.Word, isNegated: Bool) throws(ReadFault) {
    guard let name = take(), let ends = take() else {
      throw ReadFault(option, expected: "--match-set NAME src,dst")
    }
    let sides = ends.text.split(separator: ",").map { end in
      end == "src" ? AddressEnd.source : .destination
    }
    guard let regions = sets[name.text]?.regions(sides) else {
      matches.append(
        .unknown("the content of the set \(name.text), which `ipset save` exports,"))
      return
    }
    matches.append(.anyOf(regions, isNegated: isNegated))
  }
}
