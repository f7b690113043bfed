public import Reachability

/// A row and a column of a matrix: some parties under one name.
public struct MatrixGroup: Hashable, Sendable {
  /// The name, unique within a matrix.
  public var name: String
  /// What the name stands for, such as the members of a class; empty where the name says it.
  public var detail: String
  /// The parties.
  public var parties: PartySet

  /// Creates a group.
  public init(name: String, detail: String = "", parties: PartySet) {
    self.name = name
    self.detail = detail
    self.parties = parties
  }
}
