import Documents

/// All listings of one kind of objects, merged by full name.
struct Catalogue<Entry: ExportedRecord>: Sendable {
  private var entries: [String: Entry] = [:]

  /// What became of an object that was added.
  enum Outcome {
    /// It is the first with its name, or equal to the one that is there.
    case merged
    /// Another one with its name is there, which differs.
    case conflict(Entry)
  }

  /// Adds an object; of two that differ the one read first stays.
  mutating func add(_ entry: Entry) -> Outcome {
    if let known = entries[entry.id] {
      return known == entry ? .merged : .conflict(known)
    }
    entries[entry.id] = entry
    return .merged
  }

  /// The object with this full name.
  subscript(id: String) -> Entry? { entries[id] }

  /// Whether there are no objects.
  var isEmpty: Bool { entries.isEmpty }

  /// How many objects there are.
  var count: Int { entries.count }

  /// The objects in the order of their names.
  ///
  /// - Complexity: O(*n* log *n*).
  var sorted: [Entry] {
    entries.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
  }
}
