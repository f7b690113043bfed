import Dispatch
import Documents
import Synchronization

/// Reads the records of long lists on all cores.
enum RecordBatch {
  /// How many records one core reads at a time.
  private static let size = 4_096

  /// Reads every element of a list.
  ///
  /// - Parameters:
  ///   - list: The list.
  ///   - make: Reads one element.
  /// - Returns: The elements with what was read, in their order.
  /// - Complexity: O(*n*) in the bytes of the list, shared among the cores.
  static func read<Record: Sendable>(
    _ list: JSONValue, _ make: @Sendable (JSONValue) throws(ReadFault) -> Record
  ) -> [(value: JSONValue, record: Result<Record, ReadFault>)] {
    let values = Array(list.elements)
    let starts = Array(stride(from: 0, to: values.count, by: size))
    let finished = Mutex<[Int: [Result<Record, ReadFault>]]>([:])
    DispatchQueue.concurrentPerform(iterations: starts.count) { number in
      var part: [Result<Record, ReadFault>] = []
      part.reserveCapacity(size)
      for value in values[starts[number]..<min(starts[number] + size, values.count)] {
        part.append(Result { () throws(ReadFault) in try make(value) })
      }
      finished.withLock { $0[number] = part }
    }
    var parts = finished.withLock { $0 }
    var result: [(value: JSONValue, record: Result<Record, ReadFault>)] = []
    result.reserveCapacity(values.count)
    for number in starts.indices {
      for record in parts.removeValue(forKey: number) ?? [] {
        result.append((values[result.count], record))
      }
    }
    return result
  }

  /// Whether a list is so long that reading it on several cores is worth it.
  static func isWorthwhile(_ list: JSONValue) -> Bool { list.count > size }
}
