import Diagrams
import Dispatch
import Documents
import PacketSets
import Reachability
import Synchronization
import TierPolicy
import Topology

/// The parts of a review that are taken over as they are, put into words.
extension ReviewBuilder {
  var inputs: [ReviewedInput] {
    let digests = hashesInputs ? digests : [:]
    return coverage.files.map { file in
      ReviewedInput(
        path: file.path, content: file.content, byteCount: catalog[file.file]?.count ?? 0,
        digest: digests[file.file] ?? "", recordCount: file.recordCount, state: file.state)
    }.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The hashes of all files, made on all cores.
  private var digests: [FileID: String] {
    let sources = coverage.files.compactMap { catalog[$0.file] }
    let result = Mutex<[FileID: String]>([:])
    DispatchQueue.concurrentPerform(iterations: sources.count) { number in
      let source = sources[number]
      let digest = source.withBytes { SHA256.hexadecimal($0) }
      result.withLock { $0[source.id] = digest }
    }
    return result.withLock { $0 }
  }

  var records: [ReviewedRecords] {
    coverage.records.map {
      ReviewedRecords(
        scope: $0.scope, type: NameLimit.short($0.type, to: NameLimit.name), seen: $0.seen,
        modelled: $0.modelled, effect: $0.effect,
        note: NameLimit.short($0.note, to: NameLimit.message))
    }.sorted { ($0.scope, $0.type, $0.note) < ($1.scope, $1.type, $1.note) }
  }

  var reviewedDiagnostics: [ReviewedDiagnostic] {
    var all = Diagnostics()
    for diagnostic in diagnostics { all.append(diagnostic) }
    let ofExports = all.sorted().map { reviewed($0, place: wording.place($0.location)) }
    let ofPolicy = policy.notes.map {
      reviewed($0, place: $0.location.map(policyPlace) ?? "")
    }
    return ofExports + ofPolicy
  }

  private func reviewed(_ diagnostic: Diagnostic, place: String) -> ReviewedDiagnostic {
    ReviewedDiagnostic(
      severity: diagnostic.severity, code: diagnostic.code,
      message: NameLimit.short(diagnostic.message, to: NameLimit.message),
      place: NameLimit.short(
        place.isEmpty ? diagnostic.path ?? "" : place, to: NameLimit.message),
      effect: diagnostic.effect,
      advice: NameLimit.short(diagnostic.advice ?? "", to: NameLimit.message))
  }

  var tiers: [ReviewedTier] {
    policy.tiers.map { tier in
      ReviewedTier(
        name: tier.name, endpointCount: tier.endpointCount,
        outside: tier.outside.map { "\(model.topology.worlds[$0.world].name): \(addresses($0))" },
        reasons: tier.reasons, sample: tier.sample.map(wording.endpoint).sorted(),
        emptiness: tier.emptiness, isBuiltIn: tier.isBuiltIn)
    }
  }

  private func addresses(_ set: OutsideSet) -> String {
    AddressWords.text(set.addresses)
  }

  var waivers: [ReviewedWaiver] {
    policy.waivers.map { result in
      let waiver = result.waiver
      return ReviewedWaiver(
        rule: waiver.rule, title: waiver.title, reason: waiver.reason, owner: waiver.owner,
        approvedBy: waiver.approvedBy, ticket: waiver.ticket, expires: waiver.expires,
        daysLeft: result.daysLeft, state: result.state, isUsed: result.isUsed,
        pairs: result.pairs)
    }
  }
}

/// Puts sets of addresses into words.
enum AddressWords {
  /// The prefixes of a set, or how many there are when they are many.
  static func text(_ addresses: AddressSet) -> String {
    if isAnywhere(addresses) { return "any address" }
    let prefixes = addresses.prefixes
    if prefixes.count <= 4 { return prefixes.map(\.description).joined(separator: ", ") }
    let shown = prefixes.prefix(3).map(\.description).joined(separator: ", ")
    return "\(shown) and \(prefixes.count - 3) more prefixes"
  }

  /// Whether the set has most of the internet: more than half of the public IPv4 addresses, or of
  /// the IPv6 addresses that are in use.
  static func isAnywhere(_ addresses: AddressSet) -> Bool {
    let v4 = addresses.v4.intersection(AddressSet.global.v4).count
    let v6 = addresses.v6.intersection(AddressSet.global.v6).count
    return v4 > AddressSet.global.v4.count / 2 || v6 > AddressSet.global.v6.count / 2
  }
}
