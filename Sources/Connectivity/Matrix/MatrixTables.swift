import Documents
import PacketSets
import Reachability

/// A matrix for other programs.
extension ConnectivityMatrix {
  /// The matrix as CSV with a header: one row for each cell in which something may succeed.
  public var csv: String {
    var text = "source,destination,pairs,connected,undecided,certain,possible\n"
    for cell in cells {
      let fields = [
        groups[cell.source].name, groups[cell.destination].name, "\(cell.pairsChecked)",
        "\(cell.pairsConnected)", "\(cell.pairsUndecided)", cell.certain.description,
        cell.possible.description,
      ]
      text += fields.map(Escape.csv).joined(separator: ",") + "\n"
    }
    return text
  }

  /// The matrix as JSON, as `docs/schema/matrix.schema.json` describes it.
  ///
  /// - Parameter partition: What the groups are, such as `subnet`.
  /// - Returns: The text.
  public func json(partition: String) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("schema", "bailey/matrix/1")
    writer.member("by", partition)
    writer.member("traffic", traffic.description)
    writer.array("groups") { writer in
      for group in groups {
        writer.beginObject()
        writer.member("name", group.name)
        writer.member("detail", group.detail)
        writer.member("endpoints", group.parties.endpoints.count)
        writer.member("outside", group.parties.outside.map(\.name))
        writer.endObject()
      }
    }
    writer.array("cells") { writer in
      for cell in cells {
        writer.beginObject()
        writer.member("source", groups[cell.source].name)
        writer.member("destination", groups[cell.destination].name)
        writer.object("pairs") { writer in
          writer.member("checked", cell.pairsChecked)
          writer.member("connected", cell.pairsConnected)
          writer.member("undecided", cell.pairsUndecided)
        }
        writer.member("certain", cell.certain.description)
        writer.member("possible", cell.possible.description)
        writer.endObject()
      }
    }
    writer.array("limits") { writer in for limit in MatrixText.limits { writer.string(limit) } }
    writer.endObject()
    return String(decoding: writer.finish(), as: UTF8.self)
  }
}
