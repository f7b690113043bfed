public import Documents
public import PacketSets

/// A rule between tiers that reads aloud: only bastion reaches app and db on ssh.
public struct PolicyRule: Hashable, Sendable {
  /// The name by which waivers and reports cite it.
  public var id: String
  /// What the rule demands of the sources.
  public var form: Form
  /// The tiers from which connections come, or which alone may open them.
  public var sources: [String]
  /// The tiers to which connections go.
  public var destinations: [String]
  /// The services as the file names them; empty for any traffic.
  public var services: [String]
  /// The traffic that the services stand for.
  public var traffic: TrafficSet
  /// Whether connections by way of proxies count as well.
  public var reach: Reach
  /// How many layers must fail before the rule is broken; nil where one is enough.
  public var depth: Int?
  /// How much it matters when the rule is broken.
  public var severity: Severity
  /// Why the rule is there, in the owner's words.
  public var why: String
  /// The requirements that it gives evidence for, such as `CIS-AWS-5.0/5.3`.
  public var references: [String]
  /// Where it stands in the file.
  public var location: SourceLocation

  /// What a rule demands of its sources.
  public enum Form: String, Hashable, Sendable, CaseIterable {
    /// Nobody but the sources may open such connections.
    case only
    /// The sources may open no such connection.
    case never
    /// Every source must be able to open every such connection.
    case must
  }

  /// Which connections a rule looks at.
  public enum Reach: String, Hashable, Sendable, CaseIterable {
    /// Connections of a source itself.
    case direct
    /// Connections that a balancer or proxy opens on a source's behalf as well.
    case proxies
  }

  /// Creates a rule.
  public init(
    id: String, form: Form, sources: [String], destinations: [String], services: [String] = [],
    traffic: TrafficSet = .all, reach: Reach = .direct, depth: Int? = nil,
    severity: Severity = .medium,
    why: String = "", references: [String] = [], location: SourceLocation = .unknown
  ) {
    self.id = id
    self.form = form
    self.sources = sources
    self.destinations = destinations
    self.services = services
    self.traffic = traffic
    self.reach = reach
    self.depth = depth
    self.severity = severity
    self.why = why
    self.references = references
    self.location = location
  }

  /// The rule as a sentence without a full stop.
  public var title: String {
    let from = Self.joined(sources)
    let to = Self.joined(destinations)
    let several = sources.count > 1
    let sentence =
      switch form {
      case .only: "only \(from) \(several ? "reach" : "reaches") \(to)"
      case .never: "\(from) never \(several ? "reach" : "reaches") \(to)"
      case .must: "\(from) \(several ? "reach" : "reaches") \(to)"
      }
    let on = services.isEmpty || services == ["any"] ? "" : " on \(Self.joined(services))"
    return sentence + on + (reach == .proxies ? ", even by way of proxies" : "")
  }

  /// The words as a list that reads aloud: `a, b and c`.
  static func joined(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "nobody" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}
