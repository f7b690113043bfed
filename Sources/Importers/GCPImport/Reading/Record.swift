import Documents

/// An exported object with what its surroundings tell about it.
struct Record: Sendable {
  /// What it is.
  var kind: RecordKind
  /// The object as the API describes it.
  var value: JSONValue
  /// The full name that its surroundings give it, such as the name of an asset.
  var name: String?
  /// The scope of an aggregated list in which it stands, such as `regions/europe-west4`.
  var place: String = ""
  /// The project of its surroundings; empty when they tell none.
  var project: String = ""
  /// The number of its file.
  var file: Int
  /// Whether it stands in an inventory of assets.
  var isAsset = false
}
