public import Documents
import PacketSets

/// Reads a policy file, noting everything that is wrong with it instead of stopping at the first.
struct PolicyReader {
  let file: SourceFile
  let asOf: CalendarDate
  var policy = Policy()
  var services = ServiceCatalog()
  var tierNames = Tier.builtIn.map(\.name)
  var problems: [Diagnostic] = []
  var notes: [Diagnostic] = []

  init(_ file: SourceFile, asOf: CalendarDate) {
    self.file = file
    self.asOf = asOf
  }

  /// Reads the one document of the file.
  mutating func read(_ documents: [YAMLNode]) {
    guard let document = documents.first else {
      return report("policy.empty", "the policy file is empty", file.location(ofByte: 0))
    }
    if documents.count > 1 {
      report(
        "policy.documents", "a policy file holds one document; this is a second one",
        documents[1].location)
    }
    guard let fields = fields(of: document, as: .policy) else { return }
    readVersion(fields["version"])
    policy.system = fields["system"].flatMap { text($0, "the system's name") } ?? ""
    policy.source = .file(path: file.path, digest: file.withBytes { SHA256.hexadecimal($0) })
    readTiers(fields["tiers"])
    readServices(fields["services"])
    policy.rules = readRules(fields["rules"])
    policy.flows = objects(fields["flows"], .flow).compactMap { readFlow($0) }
    policy.waivers = objects(fields["waivers"], .waiver).compactMap { readWaiver($0) }
    policy.placements = objects(fields["placements"], .placement).compactMap { readPlacement($0) }
    policy.links = objects(fields["links"], .link).compactMap { readLink($0) }
    remarkOnUnused(fields)
    policy.notes = notes.sorted()
  }

  private mutating func readVersion(_ node: YAMLNode?) {
    guard let node, let version = text(node, "the version") else { return }
    if version != "1" {
      report(
        "policy.version", "version \(quoted(version)) is not known; this version reads version 1",
        node.location)
    }
  }

  private mutating func readTiers(_ node: YAMLNode?) {
    guard let node, let pairs = pairs(node, "tiers") else { return }
    for pair in pairs {
      let (key, value) = (pair.key, pair.value)
      guard let name = text(key, "the name of a tier") else { continue }
      if Tier.builtIn.contains(where: { $0.name == name }) {
        report("policy.builtIn", "\(quoted(name)) is built in and cannot be defined", key.location)
        continue
      }
      tierNames.append(name)
      if let selector = selector(value) {
        policy.tiers.append(Tier(name: name, selector: selector, location: key.location))
      }
    }
  }

  private mutating func readServices(_ node: YAMLNode?) {
    guard let node, let pairs = pairs(node, "services") else { return }
    for pair in pairs {
      let (key, value) = (pair.key, pair.value)
      guard let name = text(key, "the name of a service") else { continue }
      let traffic = traffic(words(value, "a service"))
      if ServiceCatalog.builtIn.contains(where: { $0.name == name }) {
        notes.append(
          Diagnostic(
            .note, "policy.redefinedService",
            "\(quoted(name)) means \(traffic) here in place of the built-in service",
            at: key.location, effect: .exact))
      }
      services.define(name, as: traffic)
      policy.services.append(Service(name: name, traffic: traffic, location: key.location))
    }
  }

  /// Says which parts of the file are kept without being used.
  private mutating func remarkOnUnused(_ fields: Fields) {
    for (key, lost) in [
      ("links", "networks are joined only where the exports join them")
    ] {
      guard let node = fields[key], let items = items(node), !items.isEmpty else { continue }
      notes.append(
        Diagnostic(
          .warning, "policy.notUsed", "\(key) are not used by this version: \(lost)",
          at: fields.location(of: key), effect: .assumedClosed))
    }
  }
}

extension Policy {
  /// Reads a policy file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - asOf: The day on which the policy is judged; waivers may not reach further than a year
  ///     from it, or from the day on which they say that they were made.
  /// - Throws: All errors of the file at once.
  public init(reading file: SourceFile, asOf: CalendarDate) throws(PolicyError) {
    let documents: [YAMLNode]
    do {
      documents = try YAML.load(file)
    } catch {
      throw PolicyError(file, [error.diagnostic])
    }
    var reader = PolicyReader(file, asOf: asOf)
    reader.read(documents)
    guard reader.problems.isEmpty else { throw PolicyError(file, reader.problems.sorted()) }
    self = reader.policy
  }
}
