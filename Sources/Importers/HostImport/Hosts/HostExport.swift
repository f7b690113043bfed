import Documents
import PacketSets

/// Everything that the exports tell of one host.
struct HostExport: Sendable {
  /// The folder that holds the exports.
  let folder: String
  /// The paths of the exports.
  let paths: [String]
  /// What the host is called.
  var name: String
  /// Its firewall.
  var ruleset = Ruleset()
  /// What else is known of it.
  var facts = HostFacts()
  /// Whether the rules are those that the kernel has, rather than those that UFW stores.
  var hasKernelRules = false
  /// How many rules each file holds, by the number of the file.
  var counts: [FileID: Int] = [:]
  /// The files that were read in part.
  var partial: Set<FileID> = []
  /// What was noticed.
  var diagnostics = Diagnostics()
  /// Where the host shows first.
  var location: SourceLocation = .unknown
  /// Gaps in the host as a whole, on which every proof hangs.
  var omissions: [Omission] = []

  /// Something that is missing or contradictory.
  struct Omission: Hashable, Sendable {
    var statement: String
    var remedy: String
    var location: SourceLocation?
  }

  /// Reads the documents of one host, in the order of their paths.
  init(folder: String, _ documents: [HostDocument]) {
    self.folder = folder
    paths = documents.map(\.document.file.path)
    name = HostFolder.name(of: folder)
    if let first = documents.first {
      location = first.document.file.location(ofByte: 0)
    }
    readFacts(documents)
    let sets = readSets(documents)
    var dumps = readDumps(documents, sets)
    let nft = readNft(documents)
    hasKernelRules = dumps.contains { $0.family == .v4 } || !nft.isEmpty
    var ufw = readUfw(documents)
    for family in AddressFamily.allCases where !dumps.contains(where: { $0.family == family }) {
      if !nft.isEmpty || !ufw.isPresent { continue }
      let tables = ufw.tables(for: family, sets: sets)
      dumps.append(Dump(family: family, tables: tables))
    }
    diagnostics.append(contentsOf: ufw.diagnostics)
    assemble(dumps, nft)
    for diagnostic in diagnostics.all where diagnostic.effect > .ignored {
      if let file = diagnostic.location?.file { partial.insert(file) }
    }
    if let name = facts.name { self.name = name }
    facts.settlePassages()
  }

  /// The tables of one family from one export.
  struct Dump: Sendable {
    var family: AddressFamily
    var tables: [FirewallTable]
    /// Whether the kernel's older rules are meant.
    var isLegacy = false
    /// Whether the export says that another program's rules are not in it.
    var isIncomplete = false
    var location: SourceLocation = .unknown
  }

  /// Joins the tables of iptables with those of nftables that are no copies of them (4.7, 5.7).
  private mutating func assemble(_ dumps: [Dump], _ nft: [NftTable]) {
    for dump in dumps { ruleset.tables += dump.tables }
    for table in nft where table.families != .other {
      var typed = table.typed()
      let copies = dumps.filter { typed.families.isExactly($0.family) && !$0.isLegacy }
        .flatMap(\.tables).filter { $0.name == typed.name }
      let names = Set(copies.flatMap(\.chains).map(\.name))
      for chain in typed.chains.indices where names.contains(typed.chains[chain].name) {
        typed.chains[chain].base = nil
      }
      if typed.chains.contains(where: { $0.base != nil }) { ruleset.tables.append(typed) }
    }
    for family in AddressFamily.allCases where nft.isEmpty {
      let own = dumps.filter { $0.family == family }
      let command = family == .v4 ? "iptables-save" : "ip6tables-save"
      if own.isEmpty {
        ruleset.missing.append(.init(family: family, remedy: command))
      } else if own.contains(where: \.isIncomplete) {
        ruleset.missing.append(.init(family: family, remedy: "nft list ruleset"))
      }
    }
  }
}

extension TableFamily {
  /// Whether a table is for packets of this family alone.
  func isExactly(_ family: AddressFamily) -> Bool {
    switch self {
    case .ip: family == .v4
    case .ip6: family == .v6
    case .inet, .other: false
    }
  }
}
