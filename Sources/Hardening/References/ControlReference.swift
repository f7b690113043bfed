/// A control of a published benchmark or standard for which a check supports evidence.
///
/// A check never proves a control: it supports evidence for it.
public struct ControlReference: Hashable, Sendable, Comparable {
  /// The benchmark or standard, such as `CIS Docker`.
  public var framework: String
  /// Its version; numbers move between versions.
  public var version: String
  /// The control in that version.
  public var id: String

  /// The reference in words, such as `PCI DSS 4.0.1 8.3`.
  public var text: String { "\(framework) \(version) \(id)" }

  /// Orders references by framework, version and id.
  public static func < (left: ControlReference, right: ControlReference) -> Bool {
    (left.framework, left.version, left.id) < (right.framework, right.version, right.id)
  }
}

extension Check {
  /// The controls for which the check supports evidence.
  public var references: [ControlReference] { ReferenceTable.references[id] ?? [] }
}
