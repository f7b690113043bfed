public import Documents
public import Topology

/// Reads exports of the firewalls of hosts and lowers them to the neutral graph.
///
/// Any mix of files is accepted: `iptables-save`, `ip6tables-save`, `ipset save`,
/// `nft list ruleset` as text or JSON, the listings and files of UFW, and what `ip`, `ss`, `sysctl`
/// and `hostnamectl` print. The files of one folder belong to one host.
public enum HostImporter {
  /// Returns what a document holds, such as `iptables-save`, or nil when it is not about a host.
  public static func recognise(_ document: InputDocument) -> String? {
    HostDocument.kind(of: document).map { "host: \($0.rawValue)" }
  }

  /// Returns the firewalls that documents hold, host by host in the order of their folders.
  ///
  /// - Parameters:
  ///   - documents: The documents of any number of hosts.
  ///   - diagnostics: Where to report what is missing, damaged or contradictory.
  /// - Returns: The firewalls, which can be put on endpoints of any graph.
  public static func firewalls(
    of documents: [InputDocument], diagnostics: inout Diagnostics
  ) -> [HostFirewall] {
    withExtendedLifetime(documents) {
      exports(of: documents, diagnostics: &diagnostics).map { HostLowering.firewall(of: $0) }
    }
  }

  /// Returns the graph of all documents together and the account of what was read.
  ///
  /// - Parameters:
  ///   - documents: The documents of any number of hosts.
  ///   - diagnostics: Where to report what is missing, damaged or contradictory.
  /// - Returns: The graph and the coverage.
  public static func fragment(
    of documents: [InputDocument], diagnostics: inout Diagnostics
  ) -> TopologyFragment {
    withExtendedLifetime(documents) {
      let hosts = hosts(of: documents, diagnostics: &diagnostics)
      var topology = Topology()
      for host in hosts { _ = place(host, in: &topology) }
      return TopologyFragment(topology: topology, coverage: coverage(of: documents, hosts))
    }
  }

  /// Returns the hosts of which documents tell, in the order of their folders.
  ///
  /// - Parameters:
  ///   - documents: The documents of any number of hosts.
  ///   - diagnostics: Where to report what is missing, damaged or contradictory.
  /// - Returns: The hosts with their rules.
  public static func hosts(
    of documents: [InputDocument], diagnostics: inout Diagnostics
  ) -> [HostRules] {
    withExtendedLifetime(documents) {
      exports(of: documents, diagnostics: &diagnostics).map { HostRules($0) }
    }
  }

  /// Puts a host into a graph: its interfaces, and what its exports tell of the networks around it.
  ///
  /// - Parameters:
  ///   - host: The host.
  ///   - topology: The graph.
  /// - Returns: Where it was put.
  public static func place(_ host: HostRules, in topology: inout Topology) -> PlacedHost {
    var placement = HostPlacement(topology)
    topology = Topology()
    defer { topology = placement.topology }
    return placement.place(host.firewall, of: host.export)
  }

  /// Returns the account of what was read of hosts.
  ///
  /// - Parameters:
  ///   - documents: The documents.
  ///   - hosts: What they tell.
  /// - Returns: The account.
  public static func coverage(of documents: [InputDocument], _ hosts: [HostRules]) -> Coverage {
    coverage(of: documents, hosts.map(\.export))
  }

  /// Reads the documents of each folder.
  private static func exports(
    of documents: [InputDocument], diagnostics: inout Diagnostics
  ) -> [HostExport] {
    var folders: [String: [HostDocument]] = [:]
    for document in documents.sorted(by: { $0.file.path < $1.file.path }) {
      guard let item = HostDocument(document) else { continue }
      folders[HostFolder.path(of: document.file.path), default: []].append(item)
    }
    var result: [HostExport] = []
    for (folder, items) in folders.sorted(by: { $0.key < $1.key }) {
      // A name alone is no host.
      guard items.contains(where: { $0.kind.saysSomethingOfPackets }) else { continue }
      let export = HostExport(folder: folder, items)
      diagnostics.append(contentsOf: export.diagnostics)
      result.append(export)
    }
    return result
  }

  /// The account of what was read.
  private static func coverage(
    of documents: [InputDocument], _ exports: [HostExport]
  ) -> Coverage {
    var coverage = Coverage()
    let counts = exports.reduce(into: [FileID: Int]()) {
      $0.merge($1.counts) { old, _ in old }
    }
    let partial = exports.reduce(into: Set<FileID>()) { $0.formUnion($1.partial) }
    for document in documents.sorted(by: { $0.file.path < $1.file.path }) {
      coverage.files.append(
        FileCoverage(
          file: document.file.id, path: document.file.path,
          content: recognise(document) ?? "", recordCount: counts[document.file.id] ?? 0,
          state: partial.contains(document.file.id) ? .partial : .read))
    }
    for export in exports {
      let scope = Scope(provider: "host", account: export.name)
      for (type, hooks) in [
        ("rules for the host itself", [Hook.prerouting, .input, .output]),
        ("rules for packets of others", [Hook.forward]),
      ] {
        let count = export.ruleset.ruleCount(at: hooks)
        guard count > 0 else { continue }
        coverage.records.append(
          RecordCoverage(scope: scope, type: type, seen: count, modelled: count, effect: .exact))
      }
    }
    return coverage
  }
}

extension HostDocument.Kind {
  /// Whether a file of this kind makes a host.
  var saysSomethingOfPackets: Bool {
    switch self {
    case .name, .settings, .listing, .sockets, .routes: false
    case .iptables, .ip6tables, .ipset, .nftJSON, .nftText, .ufwStatus, .ufwVerbose,
      .ufwNumbered, .ufwAdded, .ufwUser, .ufwUser6, .ufwBefore, .ufwBefore6, .ufwAfter,
      .ufwAfter6, .ufwDefaults, .ufwSwitch, .addresses:
      true
    }
  }
}

extension Ruleset {
  /// How many rules packets may meet at some hooks, in the chains there and those that they call.
  func ruleCount(at hooks: [Hook]) -> Int {
    var count = 0
    for table in tables {
      var seen = Set(
        table.chains.indices.filter { index in
          table.chains[index].base.map { hooks.contains($0.hook) } ?? false
        })
      var work = seen.sorted()
      while let index = work.popLast() {
        count += table.chains[index].rules.count
        for rule in table.chains[index].rules {
          switch rule.verdict {
          case .jump(let name), .goto(let name):
            guard let target = table.index(ofChain: name), seen.insert(target).inserted else {
              continue
            }
            work.append(target)
          default: continue
          }
        }
      }
    }
    return count
  }
}
