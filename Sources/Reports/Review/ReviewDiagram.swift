public import Diagrams

/// A picture of a review.
public struct ReviewDiagram: Hashable, Sendable {
  /// The name of its file without extension, such as `network-1`; of letters, digits and hyphens.
  public var name: String
  /// What it shows.
  public var title: String
  /// The picture before anything has a position.
  public var scene: Scene

  /// Creates a picture.
  public init(name: String, title: String, scene: Scene) {
    self.name = name
    self.title = title
    self.scene = scene
  }
}
