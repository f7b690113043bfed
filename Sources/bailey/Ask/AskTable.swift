import Composition
import Documents
import Reachability

/// The list of connections as it was read.
struct AskTable {
  /// The names of all columns.
  let header: [String]
  /// The rows in their order.
  let rows: [Row]

  /// A row: its fields, and the connection that they ask about.
  struct Row {
    let fields: [String]
    let flow: Result<FlowRow, ResolutionError>
  }

  /// Reads a list.
  ///
  /// - Parameter path: The path of the list, or `-`.
  /// - Returns: The list.
  /// - Throws: Why it is none.
  static func read(_ path: String) throws -> AskTable {
    do {
      return try AskTable(CSVDocument.parse(try FileReader.read(path)))
    } catch let error as FileError {
      throw Problem(.usage, Escape.terminal(error.description))
    } catch let error as CSVError {
      throw Problem(.usage, Escape.terminal(error.description))
    }
  }

  init(_ document: CSVDocument) throws {
    let columns = try Columns(document)
    header = document.header.map(\.text)
    rows = document.rows.map { row in
      let fields = row.fields.map(\.text)
      return Row(fields: fields, flow: columns.flow(fields))
    }
  }

  /// Where the words of a connection stand.
  private struct Columns {
    let source: Int
    let destination: Int
    let proto: Int
    let port: Int?
    let sourcePort: Int?
    let icmpType: Int?
    let icmpCode: Int?

    init(_ document: CSVDocument) throws {
      func require(_ name: String) throws -> Int {
        guard let column = document.column(name) else {
          throw Problem(
            .usage, "the list of connections has no column \(name): expected src,dst,proto,port")
        }
        return column
      }
      source = try require("src")
      destination = try require("dst")
      proto = try require("proto")
      port = document.column("port")
      sourcePort = document.column("src_port")
      icmpType = document.column("icmp_type")
      icmpCode = document.column("icmp_code")
    }

    func flow(_ fields: [String]) -> Result<FlowRow, ResolutionError> {
      func text(_ column: Int?) -> String {
        guard let column, fields.indices.contains(column) else { return "" }
        return Self.trimmed(fields[column])
      }
      do throws(ResolutionError) {
        let traffic = try TrafficRequest(
          proto: text(proto), port: text(port), sourcePort: text(sourcePort),
          icmpType: text(icmpType), icmpCode: text(icmpCode))
        return .success(FlowRow(from: text(source), to: text(destination), traffic))
      } catch {
        return .failure(error)
      }
    }

    private static func trimmed(_ text: String) -> String {
      guard text.first?.isWhitespace == true || text.last?.isWhitespace == true else { return text }
      let start = text.drop { $0.isWhitespace }
      guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
      return String(start[...end])
    }
  }
}
