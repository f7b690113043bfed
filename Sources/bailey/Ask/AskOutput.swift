import ArgumentParser
import Documents
import PacketSets
import Reachability

/// The forms in which answers are written.
enum AskFormat: String, ExpressibleByArgument, CaseIterable {
  case csv
  case json
  case text
}

/// The answers to a list of connections as text.
struct AskOutput {
  let table: AskTable
  let answers: [AskAnswer]
  let asker: FlowAsker
  let catalog: SourceCatalog

  private static let added = ["verdict", "direction", "blocked_by", "assumptions", "message"]

  /// The whole output.
  func text(_ format: AskFormat) -> String {
    switch format {
    case .csv: csv()
    case .json: json()
    case .text: aligned()
    }
  }

  private func columns(_ answer: AskAnswer) -> [String] {
    [
      answer.verdict, answer.direction, answer.blockedBy,
      answer.assumptions.joined(separator: "; "), answer.message,
    ]
  }

  private func csv() -> String {
    var text = (table.header + Self.added).map(Self.quoted).joined(separator: ",") + "\n"
    for (row, answer) in zip(table.rows, answers) {
      let fields = row.fields.map(Self.quoted) + columns(answer).map(Escape.csv)
      text += fields.joined(separator: ",")
      text += "\n"
    }
    return text
  }

  /// A field of the list, copied as it was.
  private static func quoted(_ field: String) -> String {
    let isPlain = field.utf8.allSatisfy { $0 != 0x22 && $0 != 0x2C && $0 != 0x0A && $0 != 0x0D }
    if isPlain { return field }
    var result = "\""
    for scalar in field.unicodeScalars {
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }

  private func json() -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("schema", "bailey/ask/1")
    writer.array("rows") { writer in
      for (row, answer) in zip(table.rows, answers) { write(row, answer, to: &writer) }
    }
    writer.endObject()
    return String(decoding: writer.finish(), as: UTF8.self)
  }

  private func write(_ row: AskTable.Row, _ answer: AskAnswer, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.object("input") { writer in
      var seen = Set<String>()
      for (name, field) in zip(table.header, row.fields) where seen.insert(name).inserted {
        writer.member(name, field)
      }
    }
    writer.member("verdict", answer.verdict)
    writer.member("direction", answer.direction)
    writer.member("blocked_by", answer.blockedBy)
    writer.member("assumptions", answer.assumptions)
    writer.member("message", answer.message)
    if case .success(let flow) = row.flow, let trace = try? asker.trace(flow) {
      let hops = HopWriter(topology: asker.model.topology, catalog: catalog)
      writer.member("packet", trace.packet.description)
      writer.array("forward") { hops.write(trace.forward, to: &$0) }
      writer.array("answer") { hops.write(trace.answer, to: &$0) }
    }
    writer.endObject()
  }

  private func aligned() -> String {
    let names = ["src", "dst", "proto", "port"]
    let positions = names.map { name in table.header.firstIndex { $0.lowercased() == name } }
    var lines = [names + ["verdict", "blocked by", "message"]]
    for (row, answer) in zip(table.rows, answers) {
      let words = positions.map { $0.map { row.fields[$0] } ?? "" }
      let notes = answer.assumptions.isEmpty ? [] : [answer.assumptions.joined(separator: "; ")]
      let message = ([answer.message] + notes).filter { !$0.isEmpty }.joined(separator: "; ")
      lines.append((words + [answer.verdict, answer.blockedBy, message]).map(Escape.terminal))
    }
    return TextTable.text(lines)
  }
}
