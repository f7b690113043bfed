import Documents

/// The objects of AWS as its commands export them, each read from one JSON object.
enum Exported {}

/// An object that has an id and may be listed in several files.
protocol ExportedRecord: Sendable {
  /// The id, by which listings in several files are the same object.
  var id: String { get }
  /// The account that owns it, where the record says so.
  var ownerID: String? { get }
  /// Where the record stands.
  var location: SourceLocation { get }

  /// The availability zone, where the record names one.
  var zoneName: String? { get }

  /// The members that differ for everybody who lists the same object, such as the tags of either
  /// side.
  static var membersOfEachSide: Set<String> { get }

  /// Reads the record.
  init(_ value: JSONValue) throws(ReadFault)
}

extension ExportedRecord {
  /// Most records are the same for everybody.
  static var membersOfEachSide: Set<String> { [] }

  /// Most records lie in no zone.
  var zoneName: String? { nil }
}
