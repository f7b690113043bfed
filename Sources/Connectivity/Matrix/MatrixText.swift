import Documents
import PacketSets

/// A matrix as text for people: a grid where it fits, and a line for each cell.
public struct MatrixText {
  private let width: Int

  /// Prepares texts of at most `width` columns where that is possible.
  public init(width: Int = 100) { self.width = width }

  /// Returns the text.
  public func render(_ matrix: ConnectivityMatrix) -> String {
    var lines: [String] = []
    let asked = matrix.traffic.isFull ? "" : " on \(matrix.traffic)"
    lines.append("Who can open connections to whom\(asked)")
    if matrix.cells.isEmpty {
      lines += ["", "Between the \(matrix.groups.count) groups certainly nothing connects."]
      return lines.map { Escape.terminal($0) }.joined(separator: "\n") + "\n"
    }
    if let grid = grid(matrix) { lines += [""] + grid }
    lines.append("")
    lines += list(matrix)
    lines.append("")
    lines += Self.limits
    return lines.map { Escape.terminal($0) }.joined(separator: "\n") + "\n"
  }

  /// What the reader of a matrix must know.
  static let limits = [
    "The traffic of a line is what some pair of it can do; the counts say how many pairs can do "
      + "any of it.",
    "Addresses of a world outside count as one party. Pairs that are not listed certainly do not "
      + "connect.",
  ]

  /// The groups by number, with a mark for each pair of groups.
  private func grid(_ matrix: ConnectivityMatrix) -> [String]? {
    let names = matrix.groups.map(\.name)
    let nameWidth = names.map(\.count).max() ?? 0
    let column = 5
    guard matrix.groups.count <= 40, nameWidth + 6 + names.count * column <= width else {
      return nil
    }
    var lines = ["from \\ to".padded(nameWidth + 4)]
    for index in names.indices { lines[0] += "\(index + 1)".padded(column, left: true) }
    var marks: [[String]] = names.map { _ in names.map { _ in "-" } }
    for cell in matrix.cells { marks[cell.source][cell.destination] = Self.mark(cell) }
    for (index, name) in names.enumerated() {
      let title = "\(index + 1)".padded(2, left: true) + "  " + name
      lines.append(
        title.padded(nameWidth + 4) + marks[index].map { $0.padded(column, left: true) }.joined())
    }
    lines += ["", "all, some: of the pairs connect; ?: it is not known; -: none"]
    return lines
  }

  private static func mark(_ cell: MatrixCell) -> String {
    if cell.pairsConnected == cell.pairsChecked { return "all" }
    return cell.pairsConnected > 0 ? "some" : "?"
  }

  private func list(_ matrix: ConnectivityMatrix) -> [String] {
    matrix.cells.map { cell in
      let from = matrix.groups[cell.source].name
      let to = matrix.groups[cell.destination].name
      var line = "\(from) -> \(to)  \(cell.certain.isEmpty ? "" : "\(cell.certain)  ")"
      let maybe = cell.possible.subtracting(cell.certain)
      if !maybe.isEmpty { line += "maybe \(maybe)  " }
      line += "(\(cell.pairsConnected) of \(cell.pairsChecked) pairs"
      if cell.pairsUndecided > 0 { line += ", \(cell.pairsUndecided) not known" }
      return line + ")"
    }
  }
}

extension String {
  func padded(_ width: Int, left: Bool = false) -> String {
    let space = String(repeating: " ", count: Swift.max(0, width - count))
    return left ? space + self : self + space
  }
}
