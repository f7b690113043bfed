import Documents
import PacketSets

extension HostExport {
  /// Reads addresses, routes, sockets, settings and the name.
  mutating func readFacts(_ documents: [HostDocument]) {
    for item in documents {
      let file = item.document.file
      var count = 0
      switch item.kind {
      case .addresses:
        let found =
          item.document.json.map { AddressReader.interfaces($0) }
          ?? AddressReader.interfaces(file.textLines())
        facts.interfaces =
          (facts.interfaces ?? [])
          + found.filter { new in
            !(facts.interfaces ?? []).contains { $0.name == new.name }
          }
        count = found.count
      case .routes:
        let found =
          item.document.json.map { RouteReader.routes($0) }
          ?? RouteReader.routes(file.textLines())
        facts.routes = (facts.routes ?? []) + found
        count = found.count
      case .sockets:
        let found = SocketReader.sockets(file.textLines())
        facts.sockets = (facts.sockets ?? []) + found
        count = found.count
      case .settings:
        let settings = SettingReader.settings(file.textLines())
        facts.forwards.merge(SettingReader.forwarding(settings)) { old, _ in old }
        if let value = settings["net.bridge.bridge-nf-call-iptables"] {
          facts.filtersBridges = value != "0"
        }
        count = settings.count
      case .name:
        let text = file.text.trimmed
        let name =
          text.hasPrefix("Static hostname:")
          ? text.dropFirst(16).prefix { $0 != "\n" && $0 != "\r\n" }.trimmed : text
        if facts.name == nil, !name.isEmpty { facts.name = String(name.prefix(255)) }
        count = 1
      default: continue
      }
      counts[file.id] = count
    }
  }

  /// Reads the contents of sets that rules of iptables name.
  mutating func readSets(_ documents: [HostDocument]) -> [String: AddressListing] {
    var result: [String: AddressListing] = [:]
    for item in documents where item.kind == .ipset {
      let file = item.document.file
      let sets = AddressListing.read(file.textLines(), into: &diagnostics)
      counts[file.id] = sets.count
      result.merge(sets) { old, _ in old }
    }
    return result
  }

  /// Reads the exports of iptables: one for each family and back end.
  mutating func readDumps(
    _ documents: [HostDocument], _ sets: [String: AddressListing]
  ) -> [Dump] {
    var dumps: [Dump] = []
    for item in documents where item.kind == .iptables || item.kind == .ip6tables {
      let file = item.document.file
      let lines = file.textLines()
      var reader = IptablesDump(item.kind == .iptables ? .v4 : .v6, sets: sets)
      reader.read(lines)
      counts[file.id] = reader.ruleCount
      let comments = lines.filter { $0.text.hasPrefix("#") }.map(\.text)
      var dump = Dump(family: reader.family, tables: reader.resolved())
      dump.location = file.location(ofByte: 0)
      dump.isLegacy = comments.contains { $0.contains("(legacy)") }
      dump.isIncomplete = comments.contains {
        $0.contains("tables present") || $0.contains("incompatible")
      }
      if let other = dumps.first(where: {
        $0.family == dump.family && $0.isLegacy == dump.isLegacy
      }) {
        if !Self.areEqual(other.tables, dump.tables) { contradict(item.kind.rawValue, dump) }
        continue
      }
      diagnostics.append(contentsOf: reader.diagnostics)
      dumps.append(dump)
    }
    return dumps
  }

  /// Whether two exports have the same rules, wherever they stand.
  private static func areEqual(_ left: [FirewallTable], _ right: [FirewallTable]) -> Bool {
    func plain(_ tables: [FirewallTable]) -> [FirewallTable] {
      tables.map { table in
        var table = table
        for chain in table.chains.indices {
          table.chains[chain].location = .unknown
          for rule in table.chains[chain].rules.indices {
            table.chains[chain].rules[rule].location = .unknown
            table.chains[chain].rules[rule].text = ""
          }
        }
        return table
      }
    }
    return plain(left) == plain(right)
  }

  private mutating func contradict(_ what: String, _ dump: Dump) {
    diagnostics.append(
      Diagnostic(
        .warning, "host.contradiction",
        "two exports of \(what) of \(name) disagree: the first is used, and nothing is proven",
        at: dump.location, effect: .assumedOpen,
        advice: "export everything at the same time, into an empty folder"))
    omissions.append(
      Omission(
        statement: "two exports of \(what) of \(name) disagree", remedy: what,
        location: dump.location))
  }

  /// Reads the exports of nftables; the text says more than JSON where both are there (1).
  mutating func readNft(_ documents: [HostDocument]) -> [NftTable] {
    var result: [NftTable] = []
    for item in documents where item.kind == .nftText {
      var reader = NftTextReader(item.document.file)
      reader.read()
      counts[item.document.file.id] = reader.ruleCount
      guard result.isEmpty else { continue }
      diagnostics.append(contentsOf: reader.diagnostics)
      result = reader.tables
    }
    for item in documents where item.kind == .nftJSON {
      guard let json = item.document.json else { continue }
      var reader = NftJSONReader()
      reader.read(json)
      counts[item.document.file.id] = reader.ruleCount
      guard result.isEmpty else { continue }
      diagnostics.append(contentsOf: reader.diagnostics)
      result = reader.tables
      let hasDump = documents.contains { $0.kind == .iptables || $0.kind == .ip6tables }
      if let lost = reader.lost.values.min(), !hasDump {
        let modules = reader.lost.keys.sorted().joined(separator: ", ")
        diagnostics.append(
          Diagnostic(
            .warning, "host.nft.xt",
            "the export has lost the parameters of \(modules): such rules may match anything",
            at: lost, effect: .assumedOpen, advice: "export iptables-save and ip6tables-save"))
      }
    }
    return result
  }

  /// Reads what there is of UFW: what is active weighs more than what is stored (1).
  mutating func readUfw(_ documents: [HostDocument]) -> UfwConfiguration {
    var ufw = UfwConfiguration()
    for kind in [
      HostDocument.Kind.ufwVerbose, .ufwNumbered, .ufwStatus, .ufwAdded, .ufwUser, .ufwUser6,
      .ufwBefore, .ufwBefore6, .ufwAfter, .ufwAfter6, .ufwDefaults, .ufwSwitch,
    ] {
      for item in documents where item.kind == kind {
        let lines = item.document.file.textLines()
        counts[item.document.file.id] = lines.count
        ufw.location = ufw.location ?? item.document.file.location(ofByte: 0)
        read(lines, as: kind, into: &ufw)
      }
    }
    return ufw
  }

  private mutating func read(
    _ lines: [TextLine], as kind: HostDocument.Kind, into ufw: inout UfwConfiguration
  ) {
    switch kind {
    case .ufwVerbose, .ufwNumbered, .ufwStatus:
      let status = UfwStatus(lines)
      if ufw.isActive == nil { ufw.isActive = status.isActive }
      ufw.policies.merge(status.policies) { old, _ in old }
      if let forwards = status.forwards, facts.forwards[.v4] == nil {
        facts.forwards[.v4] = forwards
      }
      guard ufw.rules == nil, status.isActive == true else { return }
      ufw.rules = status.rules
      ufw.diagnostics.append(contentsOf: status.diagnostics)
    case .ufwAdded: if ufw.rules == nil { ufw.read(added: lines) }
    case .ufwUser: ufw.userLines[.v4] = lines
    case .ufwUser6: ufw.userLines[.v6] = lines
    case .ufwBefore: ufw.beforeLines[.v4] = lines
    case .ufwBefore6: ufw.beforeLines[.v6] = lines
    case .ufwAfter: ufw.afterLines[.v4] = lines
    case .ufwAfter6: ufw.afterLines[.v6] = lines
    case .ufwDefaults: ufw.read(defaults: SettingReader.settings(lines))
    case .ufwSwitch: ufw.read(switch: SettingReader.settings(lines))
    default: break
    }
  }
}
