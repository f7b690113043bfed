public import Documents

/// What an owner wants to be true of a system: tiers, rules between them, and exceptions.
public struct Policy: Hashable, Sendable {
  /// The system's name for the cover of a report; empty where the file gives none.
  public var system: String
  /// The tiers in the order of the file.
  public var tiers: [Tier]
  /// The services that the file names, in its order; built-in ones are not listed.
  public var services: [Service]
  /// The rules in the order of the file.
  public var rules: [PolicyRule]
  /// The register of flows that are allowed on purpose.
  public var flows: [AllowedFlow]
  /// The exceptions.
  public var waivers: [Waiver]
  /// Which machine a container project or a host export lives on.
  public var placements: [Placement]
  /// How networks of different providers are joined.
  public var links: [NetworkLink]
  /// Where the policy comes from.
  public var source: PolicySource
  /// Remarks about the file that do not keep it from being used, by place.
  public var notes: [Diagnostic]

  /// Creates a policy.
  public init(
    system: String = "", tiers: [Tier] = [], services: [Service] = [], rules: [PolicyRule] = [],
    flows: [AllowedFlow] = [], waivers: [Waiver] = [], placements: [Placement] = [],
    links: [NetworkLink] = [], source: PolicySource = .baseline, notes: [Diagnostic] = []
  ) {
    self.system = system
    self.tiers = tiers
    self.services = services
    self.rules = rules
    self.flows = flows
    self.waivers = waivers
    self.placements = placements
    self.links = links
    self.source = source
    self.notes = notes
  }
}

/// Where a policy comes from.
public enum PolicySource: Hashable, Sendable {
  /// The rules that apply where nobody wrote any.
  case baseline
  /// A file, with the SHA-256 of its bytes in hexadecimal.
  case file(path: String, digest: String)
}
