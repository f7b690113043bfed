import Topology

/// The members of each class, as one flat array.
struct ClassRosters {
  private let starts: [Int32]
  private let endpoints: [Int32]

  /// Sorts endpoints into the rosters of their classes; -1 stands for no class.
  ///
  /// - Complexity: O(*n*).
  init(_ classOf: [Int32], count: Int) {
    var starts = Array(repeating: Int32(0), count: count + 1)
    for number in classOf where number >= 0 { starts[Int(number) + 1] += 1 }
    for number in 0..<count { starts[number + 1] += starts[number] }
    var next = starts
    var endpoints = Array(repeating: Int32(0), count: Int(starts[count]))
    for (endpoint, number) in classOf.enumerated() where number >= 0 {
      endpoints[Int(next[Int(number)])] = Int32(endpoint)
      next[Int(number)] += 1
    }
    self.starts = starts
    self.endpoints = endpoints
  }

  /// The members of a class, in order.
  func members(of number: Int32) -> some Sequence<ID<Endpoint>> {
    endpoints[Int(starts[Int(number)])..<Int(starts[Int(number) + 1])].lazy.map {
      ID<Endpoint>(Int($0))
    }
  }
}
