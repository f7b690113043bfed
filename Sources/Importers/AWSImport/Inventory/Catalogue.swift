import Documents

/// All listings of one kind of records, merged by id.
///
/// The same object may be listed in several files: by the accounts that share it (AWS-SHR-01), by
/// overlapping exports, by captures of different times.
struct Catalogue<Record: ExportedRecord>: Sendable {
  /// The records, each id once, in the order in which the ids were first met.
  private(set) var records: [Record] = []
  /// For each record, the number of the page on which it stands.
  private(set) var pages: [Int] = []
  /// For each record, the object from which it was read.
  private var values: [JSONValue] = []
  private var indices: [String: Int] = [:]

  /// What became of a record that was added.
  enum Outcome {
    /// It is the first with its id.
    case new
    /// An equal one is there already.
    case same
    /// Another one with its id is there.
    case conflict(with: Int)
  }

  /// Makes room for more records.
  mutating func reserve(_ count: Int) {
    records.reserveCapacity(records.count + count)
    indices.reserveCapacity(records.count + count)
  }

  /// Adds a record unless one with its id is there.
  mutating func add(_ record: Record, value: JSONValue, page: Int) -> Outcome {
    let next = records.count
    let index = indices[record.id, default: next]
    if index == next {
      indices[record.id] = next
      records.append(record)
      pages.append(page)
      values.append(value)
      return .new
    }
    let isSame = JSONEquality.areEqual(
      values[index], value, besides: Record.membersOfEachSide)
    return isSame ? .same : .conflict(with: index)
  }

  /// Puts a record in the place of another with the same id.
  mutating func replace(_ index: Int, by record: Record, value: JSONValue, page: Int) {
    records[index] = record
    pages[index] = page
    values[index] = value
  }

  /// The record with this id.
  subscript(id: String) -> Record? { indices[id].map { records[$0] } }

  /// The index of the record with this id.
  func index(of id: String) -> Int? { indices[id] }

  /// The object from which the record with this id was read.
  func value(of id: String) -> JSONValue? { indices[id].map { values[$0] } }

  /// Whether there are no records.
  var isEmpty: Bool { records.isEmpty }

  /// The indices of the records in the order of their ids.
  ///
  /// - Complexity: O(*n* log *n*).
  var sortedIndices: [Int] {
    IdentifierOrder.positions(of: records.map(\.id))
  }

  /// The records in the order of their ids.
  var sorted: [Record] { sortedIndices.map { records[$0] } }
}
