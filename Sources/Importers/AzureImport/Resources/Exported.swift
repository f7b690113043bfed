import Documents
import PacketSets
import Topology

/// The resources as Azure exports them, with the names of its fields.
enum Exported {}

extension Exported {
  /// What every resource has.
  struct Header: Sendable {
    /// `id`, in canonical form.
    var id: AzureID
    /// `name`.
    var name: String
    /// The subscription of the id and `location`.
    var scope: Scope
    /// `tags`.
    var tags: [Tag]
    /// Where it stands.
    var location: SourceLocation

    init(_ record: RawRecord, _ scope: Scope) throws(ReadFault) {
      id = record.id
      name = record.name
      self.scope = scope
      tags = try record.fields.tags()
      location = record.fields.location
    }
  }
}

/// A resource that can be read from its fields.
protocol ExportedRecord {
  /// What every resource has.
  var header: Exported.Header { get }

  /// Reads a record.
  init(_ header: Exported.Header, _ fields: Fields) throws(ReadFault)
}

extension ExportedRecord {
  /// The id.
  var id: AzureID { header.id }
  /// The name that people gave it.
  var name: String { header.name }
  /// Where it stands in the exports.
  var location: SourceLocation { header.location }
}
