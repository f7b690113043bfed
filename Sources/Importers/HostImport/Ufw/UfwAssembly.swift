import Documents
import PacketSets

extension UfwConfiguration {
  /// The tables of iptables that UFW loads for a family (2.1).
  ///
  /// - Parameters:
  ///   - family: The family.
  ///   - sets: The contents of sets that rules of the user name.
  /// - Returns: The tables and how many rules of the files they hold.
  mutating func tables(
    for family: AddressFamily, sets: [String: AddressListing]
  ) -> [FirewallTable] {
    guard isActive != false else { return [] }
    var dump = IptablesDump(family, sets: sets)
    let prefix = family == .v4 ? "ufw" : "ufw6"
    if family == .v6, filtersIPv6 == false {
      dump.read(
        lines([
          "*filter", ":INPUT DROP", ":FORWARD DROP", ":OUTPUT DROP", "-A INPUT -i lo -j ACCEPT",
          "-A OUTPUT -o lo -j ACCEPT",
        ]))
      return dump.resolved()
    }
    dump.read(lines(skeleton(prefix)))
    if isActive == nil {
      for chain in ["INPUT", "OUTPUT", "FORWARD"] {
        insert(
          &dump, in: chain, "whether UFW is active, which `ufw status verbose` tells,", .accept)
      }
    }
    if family == .v6, filtersIPv6 == nil, !(rules ?? []).contains(where: { $0.families == [.v6] }) {
      for chain in ["INPUT", "OUTPUT", "FORWARD"] {
        insert(&dump, in: chain, "IPV6= in /etc/default/ufw", .drop)
      }
    }
    let suffix = family == .v4 ? "" : "6"
    let isBeforeKnown = beforeLines[family] != nil
    dump.read(beforeLines[family] ?? lines(factory(prefix, family)))
    for (name, user) in Self.directions {
      if !isBeforeKnown {
        append(
          &dump, to: "\(prefix)-before-\(name)",
          "/etc/ufw/before\(suffix).rules, which UFW does not list,", .accept)
      }
      dump.read(
        lines(["*filter", "-A \(prefix)-before-\(name) -j \(prefix)-\(user.chain)"]))
    }
    dump.read(afterLines[family] ?? [])
    if afterLines[family] == nil {
      for (name, _) in Self.directions {
        append(
          &dump, to: "\(prefix)-after-\(name)",
          "/etc/ufw/after\(suffix).rules, which UFW does not list,", .accept)
      }
    }
    if let user = userLines[family] {
      dump.read(user)
    } else {
      addRules(to: &dump, prefix, family)
    }
    diagnostics.append(contentsOf: dump.diagnostics)
    return dump.resolved()
  }

  private static let directions: [(String, UfwRule.Direction)] = [
    ("input", .inbound), ("output", .outbound), ("forward", .forwarded),
  ]

  /// Adds the rules of a listing, or one that may allow anything when there is no listing.
  private func addRules(
    to dump: inout IptablesDump, _ prefix: String, _ family: AddressFamily
  ) {
    guard let table = dump.tables.firstIndex(where: { $0.name == "filter" }) else { return }
    for (name, direction) in Self.directions {
      let chainName = "\(prefix)-\(direction.chain)"
      guard let chain = dump.tables[table].index(ofChain: chainName) else { continue }
      guard let rules else {
        append(&dump, to: "\(prefix)-user-\(name)", "the rules of UFW", .accept)
        insert(&dump, in: "\(prefix)-user-\(name)", "the rules of UFW", .drop)
        continue
      }
      for rule in rules where rule.direction == direction {
        dump.tables[table].chains[chain].rules += rule.rules(for: family)
      }
    }
  }

  private func append(
    _ dump: inout IptablesDump, to chain: String, _ unknown: String, _ verdict: Verdict
  ) {
    guard let table = dump.tables.firstIndex(where: { $0.name == "filter" }),
      let number = dump.tables[table].index(ofChain: chain)
    else { return }
    dump.tables[table].chains[number].rules.append(rule(unknown, verdict))
  }

  private func insert(
    _ dump: inout IptablesDump, in chain: String, _ unknown: String, _ verdict: Verdict
  ) {
    guard let table = dump.tables.firstIndex(where: { $0.name == "filter" }),
      let number = dump.tables[table].index(ofChain: chain)
    else { return }
    dump.tables[table].chains[number].rules.insert(rule(unknown, verdict), at: 0)
  }

  private func rule(_ unknown: String, _ verdict: Verdict) -> FirewallRule {
    FirewallRule(
      matches: [.unknown(unknown)], verdict: verdict, text: unknown,
      location: location ?? .unknown)
  }

  /// The text of rules that UFW makes itself, at the place where UFW shows.
  private func lines(_ texts: [String]) -> [TextLine] {
    let place = location ?? .unknown
    return texts.map {
      TextLine(file: place.file, offset: Int(place.offset), text: $0)
    }
  }

  /// The chains between the built-in ones and those of the user (2.1).
  private func skeleton(_ prefix: String) -> [String] {
    var result = ["*filter"]
    for (built, name, direction) in [
      ("INPUT", "input", UfwRule.Direction.inbound), ("FORWARD", "forward", .forwarded),
      ("OUTPUT", "output", .outbound),
    ] {
      let policy = policies[direction]
      switch policy {
      case .accept: result.append(":\(built) ACCEPT")
      default: result.append(":\(built) DROP")
      }
      for part in [
        "before-logging", "before", "after", "after-logging", "reject", "track", "user",
        "skip-to-policy", "user-logging",
      ] {
        result.append(":\(prefix)-\(part)-\(name) -")
      }
      for part in ["before-logging", "before", "after", "after-logging", "reject", "track"] {
        result.append("-A \(built) -j \(prefix)-\(part)-\(name)")
      }
      switch policy {
      case .accept: result.append("-A \(prefix)-skip-to-policy-\(name) -j ACCEPT")
      case .reject:
        result.append("-A \(prefix)-skip-to-policy-\(name) -j REJECT")
        result.append("-A \(prefix)-reject-\(name) -j REJECT")
      case .drop: result.append("-A \(prefix)-skip-to-policy-\(name) -j DROP")
      default:
        // Without the policies the end of the chain may be anything (1).
        result.append("-A \(prefix)-skip-to-policy-\(name) -j the-policy-of-ufw")
        result.append("-A \(prefix)-reject-\(name) -j the-policy-of-ufw")
      }
    }
    for name in ["logging-deny", "logging-allow", "user-limit", "user-limit-accept"] {
      result.append(":\(prefix)-\(name) -")
    }
    return result
  }

  /// The rules that UFW is delivered with and that accept packets (2.1).
  private func factory(_ prefix: String, _ family: AddressFamily) -> [String] {
    var result = [
      "*filter", "-A \(prefix)-before-input -i lo -j ACCEPT",
      "-A \(prefix)-before-output -o lo -j ACCEPT",
    ]
    for name in ["input", "output", "forward"] {
      result.append(
        "-A \(prefix)-before-\(name) -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT")
    }
    result.append("-A \(prefix)-before-input -m conntrack --ctstate INVALID -j DROP")
    if family == .v4 {
      for name in ["input", "forward"] {
        for type in [3, 11, 12, 8] {
          result.append("-A \(prefix)-before-\(name) -p icmp --icmp-type \(type) -j ACCEPT")
        }
      }
      result.append("-A \(prefix)-before-input -p udp --sport 67 --dport 68 -j ACCEPT")
    } else {
      for name in ["input", "forward", "output"] {
        for type in [1, 2, 3, 4, 128, 129] {
          result.append("-A \(prefix)-before-\(name) -p icmpv6 --icmpv6-type \(type) -j ACCEPT")
        }
      }
      for name in ["input", "output"] {
        for type in [133, 134, 135, 136] {
          result.append("-A \(prefix)-before-\(name) -p icmpv6 --icmpv6-type \(type) -j ACCEPT")
        }
      }
    }
    return result
  }
}
