/// One item of the checklist: what it asks, which evidence it needs, and how it judges that.
public struct Check: Sendable {
  /// The part of the checklist in which a check stands.
  public enum Level: String, Hashable, Sendable, CaseIterable {
    /// Servers.
    case server
    /// Containers.
    case container
    /// Networks, by who can reach whom.
    case network
    /// Secrets.
    case secrets
    /// Users, roles and keys.
    case identity
  }

  /// The name by which it is known for good, such as `ssh.keys-only`.
  public let id: String
  /// The part in which it stands.
  public let level: Level
  /// What must be so, in a few words.
  public let title: String
  /// Why it matters and how it is judged, in a sentence or two.
  public let rationale: String
  /// The commands whose output, or the files, that are its evidence.
  public let evidence: [String]
  /// Whether it only informs and fails nothing.
  public let isInformational: Bool
  /// Judges the evidence; no findings mean that there is nothing to which the item applies.
  let judge: @Sendable (CheckContext) -> [CheckFinding]

  /// Creates an item.
  init(
    _ id: String, _ level: Level, _ title: String, rationale: String, evidence: [String],
    isInformational: Bool = false,
    judge: @escaping @Sendable (CheckContext) -> [CheckFinding]
  ) {
    self.id = id
    self.level = level
    self.title = title
    self.rationale = rationale
    self.evidence = evidence
    self.isInformational = isInformational
    self.judge = judge
  }
}
