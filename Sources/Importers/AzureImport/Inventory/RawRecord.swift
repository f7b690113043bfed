import Documents

/// A resource of an export before its fields are read.
struct RawRecord {
  /// The id in its canonical form.
  var id: AzureID
  /// The kind.
  var kind: RecordKind
  /// The resource type in lower case.
  var type: String
  /// The name with the case that people gave it.
  var name: String
  /// The fields of all listings of the resource.
  var fields: Fields
  /// The number of the file in which it was met first.
  var file: Int
  /// Whether it is only a part of the record of another resource.
  var isEmbedded = false
}
