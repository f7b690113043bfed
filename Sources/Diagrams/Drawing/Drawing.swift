/// A scene with every position decided: what both renderers draw from.
public struct Drawing: Hashable, Sendable {
  /// The heading.
  public var title: String
  /// What stands under the heading; may be empty.
  public var subtitle: String
  /// The width of everything between the heading and the legend.
  public var width: Int
  /// The height of everything between the heading and the legend.
  public var height: Int
  /// The boxes around nodes, outer ones first.
  public var containers: [DrawnContainer]
  /// The nodes.
  public var nodes: [DrawnNode]
  /// The lines.
  public var nets: [DrawnNet]
  /// What the tokens and badges in the picture stand for.
  public var legend: [LegendEntry]
  /// Sentences that stand under the picture.
  public var notes: [String]
  /// How many things of the scene the nodes stand for.
  public var resources: Int
  /// Whether the picture is about what changed.
  public var showsChanges = false
}

/// What a token or a badge in the picture stands for.
public struct LegendEntry: Hashable, Sendable {
  /// The token as drawn.
  public var token: String
  /// What it stands for.
  public var meaning: String
}

/// How a text is set.
public enum TextStyle: Hashable, Sendable, CaseIterable {
  /// The name of a region, network or zone.
  case container
  /// The name of a subnet.
  case subnet
  /// What stands under the name of a subnet.
  case detail
  /// The name of a node.
  case node
  /// What stands under the name of a node.
  case nodeDetail
  /// A mark on a node.
  case chip
  /// The traffic of a line.
  case traffic
}

/// One line of text with its place.
public struct DrawnText: Hashable, Sendable {
  /// What is drawn.
  public var text: String
  /// The whole text, when `text` is a shortened form of it.
  public var full: String?
  /// How it is set.
  public var style: TextStyle
  /// The area the text takes.
  public var frame: Frame
}

/// A box around nodes.
public struct DrawnContainer: Hashable, Sendable {
  /// What a container is.
  public enum Kind: String, Hashable, Sendable {
    /// A region.
    case region
    /// A network.
    case network = "vpc"
    /// A zone.
    case zone
    /// A subnet.
    case subnet
  }

  /// The identity in the scene.
  public var id: String
  /// What the container is.
  public var kind: Kind
  /// How a subnet is coloured; nil for the other kinds.
  public var subnetKind: SceneSubnet.Kind?
  /// The area, borders included.
  public var frame: Frame
  /// The full name, with details.
  public var name: String
  /// The titles.
  public var texts: [DrawnText]
  /// The places of the containers around this one, outermost first.
  public var parents: [Int]
}

/// A node with its place.
public struct DrawnNode: Hashable, Sendable {
  /// The identity in the scene, or a made one when the node stands for several things.
  public var id: String
  /// What the node is.
  public var kind: SceneNode.Kind
  /// The identities of what the node stands for; empty for a single thing.
  public var members: [String]
  /// The full name, with address and, for several things, their names.
  public var name: String
  /// The area, borders included.
  public var frame: Frame
  /// The texts.
  public var texts: [DrawnText]
  /// The findings that concern the node.
  public var findings: [String]
  /// The places of the containers around the node, outermost first.
  public var parents: [Int]
}

/// A line that joins every source on it with every target on it.
public struct DrawnNet: Hashable, Sendable {
  /// Where a line meets a target.
  public struct Arrow: Hashable, Sendable {
    /// The column.
    public var x: Int
    /// The line next to the target's edge.
    public var y: Int
    /// Whether the arrow points downwards.
    public var isDown: Bool
    /// Whether the node is a source of the line too.
    public var isBoth: Bool
  }

  /// The identity within the picture: "n1", "n2", and so on.
  public var id: String
  /// The identities of the sources.
  public var sources: [String]
  /// The identities of the targets.
  public var targets: [String]
  /// The traffic.
  public var traffic: String
  /// What was decided about it.
  public var verdict: SceneEdge.Verdict
  /// The findings that concern it.
  public var findings: [String]
  /// The pieces of the line.
  public var segments: [Segment]
  /// Where it meets its targets.
  public var arrows: [Arrow]
  /// The traffic, or a badge that the legend explains.
  public var label: DrawnText
}
