/// Endpoints that are alike both as senders and as receivers.
struct BothClasses {
  /// A class of senders and a class of receivers that some endpoint is in.
  struct Pair: Hashable {
    var source: Int32
    var target: Int32
  }

  /// The pairs of classes that occur.
  private(set) var pairs: [Pair] = []
  /// The pair of each endpoint; -1 for one that is in none.
  private(set) var classOf: [Int32]

  /// Numbers the pairs of classes of all endpoints.
  ///
  /// - Complexity: O(*n*).
  init(_ sources: [Int32], _ targets: [Int32]) {
    classOf = Array(repeating: -1, count: sources.count)
    var numbers: [Pair: Int32] = [:]
    for index in sources.indices where sources[index] >= 0 && targets[index] >= 0 {
      let pair = Pair(source: sources[index], target: targets[index])
      if let known = numbers[pair] {
        classOf[index] = known
      } else {
        let number = Int32(pairs.count)
        numbers[pair] = number
        pairs.append(pair)
        classOf[index] = number
      }
    }
  }
}
