import Documents

/// The objects of Google Cloud as the API describes them, each read from one JSON object.
enum Exported {}

/// An object that has a full name and may be listed in several files.
protocol ExportedRecord: Sendable, Equatable {
  /// The full name, by which listings in several files are the same object.
  var id: String { get }
  /// Where it stands.
  var mark: Mark { get }

  /// Reads the object.
  init(_ origin: Origin) throws(ReadFault)
}

extension ExportedRecord {
  /// Where it stands.
  var location: SourceLocation { mark.location }
  /// The project in which it lives.
  var project: String { ResourceName.segment(after: "projects", in: id) ?? "" }
  /// Its short name.
  var shortName: String { ResourceName.last(id) }
}

/// Where an object stands; two listings of one object are equal wherever they stand.
struct Mark: Hashable, Sendable {
  /// The place in the file.
  var location: SourceLocation

  /// Any two marks are equal.
  static func == (left: Mark, right: Mark) -> Bool { true }

  /// A mark adds nothing to a hash.
  func hash(into hasher: inout Hasher) {}
}
