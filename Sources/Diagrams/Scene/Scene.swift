/// What a picture shows, before anything has a position.
///
/// A scene knows neither provider nor engine: worlds above, regions of networks, networks of
/// subnets, subnets of nodes, and the edges between nodes. The order of its lists carries no
/// meaning; the layout sorts them.
public struct Scene: Hashable, Sendable {
  /// The heading of the picture.
  public var title: String
  /// What stands under the heading, for example the moment of the export; may be empty.
  public var subtitle: String
  /// The worlds outside every network: the internet, an office, a data centre.
  public var externals: [SceneNode]
  /// The regions, each with its networks.
  public var regions: [SceneRegion]
  /// Who reaches whom; both ends name nodes of this scene.
  public var edges: [SceneEdge]
  /// Sentences that stand under the picture.
  public var notes: [String]
  /// The same traffic between the tiers, where it was asked for.
  public var matrix: SceneMatrix?
  /// Whether the picture is about what changed, so that everything else steps back.
  public var showsChanges = false

  /// Creates a scene.
  public init(
    title: String, subtitle: String = "", externals: [SceneNode] = [],
    regions: [SceneRegion] = [], edges: [SceneEdge] = [], notes: [String] = []
  ) {
    self.title = title
    self.subtitle = subtitle
    self.externals = externals
    self.regions = regions
    self.edges = edges
    self.notes = notes
  }
}

/// A place that holds networks: a cloud region, a site, a machine.
public struct SceneRegion: Hashable, Sendable {
  /// The identity of the region within the scene.
  public var id: String
  /// The name that is drawn.
  public var label: String
  /// The networks of the region.
  public var networks: [SceneNetwork]

  /// Creates a region.
  public init(id: String, label: String, networks: [SceneNetwork] = []) {
    self.id = id
    self.label = label
    self.networks = networks
  }
}
