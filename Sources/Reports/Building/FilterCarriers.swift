import Reachability
import Topology

/// The endpoints that each filter protects.
struct FilterCarriers {
  private let universe: Int
  /// For each binding, where its endpoints stand in the list of all; for each subnet the same.
  private let byBinding: Buckets
  private let bySubnet: Buckets
  /// For each filter, the bindings and the subnets that bear it.
  private var bindings: [ID<Filter>: [Int]] = [:]
  private var subnets: [ID<Filter>: [Int]] = [:]

  /// Looks at every endpoint once.
  ///
  /// - Complexity: O(*n*) in the elements of the graph.
  init(_ topology: Topology) {
    universe = topology.endpoints.count
    byBinding = Buckets(
      topology.endpoints.map { Int32($0.binding.index) }, count: topology.bindings.count)
    bySubnet = Buckets(
      topology.endpoints.map { Int32($0.subnet.index) }, count: topology.subnets.count)
    for (number, binding) in topology.bindings.enumerated() {
      for stage in binding.inbound { note(stage.filters, in: &bindings, number) }
      for stage in binding.outbound { note(stage.filters, in: &bindings, number) }
    }
    for (number, subnet) in topology.subnets.enumerated() {
      note([subnet.inbound, subnet.outbound].compactMap { $0 }, in: &subnets, number)
    }
  }

  private func note(_ filters: [ID<Filter>], in bearers: inout [ID<Filter>: [Int]], _ number: Int) {
    for filter in filters where bearers[filter]?.last != number {
      bearers[filter, default: []].append(number)
    }
  }

  /// The endpoints that one of some filters protects.
  ///
  /// - Complexity: O(*universe* / 64 + the endpoints).
  func endpoints(of filters: Set<ID<Filter>>) -> EndpointSet {
    var result = EndpointSet(universe: universe)
    for filter in filters {
      for number in bindings[filter] ?? [] { insert(byBinding.members(of: number), into: &result) }
      for number in subnets[filter] ?? [] { insert(bySubnet.members(of: number), into: &result) }
    }
    return result
  }

  private func insert(_ members: ArraySlice<Int32>, into set: inout EndpointSet) {
    for member in members { set.insert(ID(Int(member))) }
  }

  /// Numbers sorted by the bucket in which they are.
  private struct Buckets {
    private var starts: [Int]
    private var numbers: [Int32]

    init(_ buckets: [Int32], count: Int) {
      starts = Array(repeating: 0, count: count + 1)
      for bucket in buckets { starts[Int(bucket) + 1] += 1 }
      for bucket in 0..<count { starts[bucket + 1] += starts[bucket] }
      numbers = Array(repeating: 0, count: buckets.count)
      var next = starts
      for (number, bucket) in buckets.enumerated() {
        numbers[next[Int(bucket)]] = Int32(number)
        next[Int(bucket)] += 1
      }
    }

    func members(of bucket: Int) -> ArraySlice<Int32> {
      numbers[starts[bucket]..<starts[bucket + 1]]
    }
  }
}
