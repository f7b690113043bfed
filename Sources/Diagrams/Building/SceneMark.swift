public import PacketSets
public import Reachability

/// A named group of parties, by which rows and worlds of a picture are named.
public struct SceneTier: Hashable, Sendable {
  /// The name.
  public var name: String
  /// Who belongs to it.
  public var parties: PartySet

  /// Creates a tier.
  public init(name: String, parties: PartySet) {
    self.name = name
    self.parties = parties
  }
}

/// Sources, destinations and traffic.
public struct SceneArea: Hashable, Sendable {
  /// Who opens the connections.
  public var sources: PartySet
  /// To whom they are opened.
  public var destinations: PartySet
  /// The connections, by their first packets.
  public var traffic: TrafficSet

  /// Creates an area.
  public init(sources: PartySet, destinations: PartySet, traffic: TrafficSet) {
    self.sources = sources
    self.destinations = destinations
    self.traffic = traffic
  }
}

/// Connections that must not be possible: those of them that are, a picture shows as violations.
public struct SceneMark: Hashable, Sendable {
  /// The name of the finding or of the rule.
  public var finding: String
  /// What is forbidden.
  public var area: SceneArea
  /// What is allowed for a time nevertheless.
  public var exceptions: [SceneArea]
  /// Whether it names only traffic that no mark before it names.
  public var isFallback: Bool

  /// Creates a mark.
  public init(
    finding: String, area: SceneArea, exceptions: [SceneArea] = [], isFallback: Bool = false
  ) {
    self.finding = finding
    self.area = area
    self.exceptions = exceptions
    self.isFallback = isFallback
  }
}

/// A scene with the name of its file.
public struct NamedScene: Hashable, Sendable {
  /// The name, of letters, digits and hyphens.
  public var name: String
  /// The scene.
  public var scene: Scene
}
