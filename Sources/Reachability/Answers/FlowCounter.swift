import PacketSets
import Topology

/// Answers one `FlowQuestion` by counting over classes.
///
/// Senders with one address are counted in bundles: within a bundle everything is alike but the
/// address, and the addresses that a filter admits are runs of nodes, so a prefix sum gives the
/// number of senders in a run. Senders that a filter admits by a group are found through the group.
final class FlowCounter {
  let graph: CompiledGraph
  let index: ClassIndex
  let fabric: Fabric
  let far: FarSenders
  let judge: PairJudge
  let question: FlowQuestion
  let classifier: FlowClassifier
  let atoms: OutsideAtoms
  /// How many senders of the question are in each class of senders.
  let weights: [Int32]
  /// The sums of the weights before each position of the index's order.
  let sums: [Int32]
  private var broad: [BroadKey: BroadCount] = [:]
  var examples: ExampleCollector
  /// How many senders of the question are in each group of a grouping of senders far away.
  var farWeights: [Int: [Int]] = [:]
  var knownEntering: [EnteringKey: Entering] = [:]
  private var admitting: [Int32: Admission] = [:]
  var knownAtoms: [OutsideSet: [OutsideAtom]] = [:]

  var classes: EndpointClasses { index.classes }
  var algebra: Algebra { graph.algebra }

  init(_ model: ReachabilityModel, _ question: FlowQuestion) {
    graph = model.graph
    index = model.index
    fabric = model.fabric
    far = model.far
    judge = model.judge
    atoms = model.atoms
    self.question = question
    classifier = FlowClassifier(
      model.graph.algebra, traffic: question.traffic, mode: question.mode)
    examples = ExampleCollector(limit: question.exampleLimit)
    let sourceClass = model.index.classes.sourceClass
    var weights = Array(repeating: Int32(0), count: model.index.classes.sources.count)
    question.sources.endpoints.walk { endpoint in
      let number = sourceClass[endpoint.index]
      if number >= 0 { weights[Int(number)] += 1 }
    }
    var sums: [Int32] = [0]
    sums.reserveCapacity(weights.count + 1)
    var sum: Int32 = 0
    for number in model.index.order {
      sum += weights[Int(number)]
      sums.append(sum)
    }
    self.weights = weights
    self.sums = sums
  }

  /// The receivers of the question that are alike.
  struct Receivers {
    var number: Int32
    var count: Int
    var member: ID<Endpoint>
  }

  /// The senders that a place admits by their addresses alone.
  struct BroadCount {
    var count = FlowCount()
    /// Some classes of connected and of undecided senders, two of each, as one may be the receiver.
    var connectedExamples: [Int32] = []
    var undecidedExamples: [Int32] = []
  }

  private struct BroadKey: Hashable {
    var place: Int32
    var shadow: Int32
  }

  /// Counts everything.
  ///
  /// - Complexity: O(*n* + *d* · *g*), where *n* is the number of endpoints, *d* of classes of
  ///   receivers and *g* of senders that a filter names by group.
  func answer() -> FlowAnswer {
    let sources = question.sources.endpoints
    let targets = question.destinations.endpoints
    let both = sources.intersection(targets)
    let receivers = self.receivers(targets)
    var total = FlowCount()
    for group in receivers { total.add(countFromOutside(to: group)) }
    for group in receivers { total.add(countSenders(to: group), times: group.count) }
    let own = countSelves(both)
    total.connected -= own.connected
    total.undecided -= own.undecided
    total.add(countUnaddressed())
    total.add(countApart(receivers))
    total.add(countToOutside())
    let receiverCount = targets.count
    let sourceCount = sources.count
    let checked =
      sourceCount * receiverCount - both.count
      + question.sources.outside.count * receiverCount
      + sourceCount * question.destinations.outside.count
    if checked > total.connected + total.undecided { collectBlocked(receivers) }
    return examples.completed(
      FlowAnswer(
        pairsChecked: checked, pairsConnected: total.connected, pairsUndecided: total.undecided))
  }

  func receivers(_ targets: EndpointSet) -> [Receivers] {
    var counts = Array(repeating: Int32(0), count: classes.destinations.count)
    var first = Array(repeating: Int32(-1), count: classes.destinations.count)
    let destinationClass = classes.destinationClass
    targets.walk { endpoint in
      let number = Int(destinationClass[endpoint.index])
      if number < 0 { return }
      counts[number] += 1
      if first[number] < 0 { first[number] = Int32(endpoint.rawValue) }
    }
    return counts.indices.filter { counts[$0] > 0 }.map {
      Receivers(number: Int32($0), count: Int(counts[$0]), member: ID(Int(first[$0])))
    }
  }

  func countSenders(to group: Receivers) -> FlowCount {
    let target = classes.destinations[Int(group.number)]
    let shadow = index.shadow(of: target.guardNumber)
    let wide = broadCount(place: target.place, shadow: shadow)
    var result = wide.count
    examples.addFirst(
      .connected, wide.connectedExamples, group.member, result.connected * group.count, self)
    examples.addFirst(
      .undecided, wide.undecidedExamples, group.member, result.undecided * group.count, self)
    if sums.last == 0 { return result }
    for cell in index.classes(namedBy: target.guardNumber, classifier)
    where weights[Int(cell)] > 0 {
      let full = pairState(cell, target.place, target.guardNumber, withGroups: true)
      let known = pairState(cell, target.place, shadow, withGroups: false)
      if full == known { continue }
      let weight = Int(weights[Int(cell)])
      result.add(known, -weight)
      result.add(full, weight)
      examples.add(full, cell, group.member, weight * group.count, self)
    }
    return result
  }

  /// Whether a guard may admit any of the traffic from a sender with some groups.
  func mayAdmit(_ guardNumber: Int32, _ groups: GroupSetID) -> Bool {
    let admission: Admission
    if let known = admitting[guardNumber] {
      admission = known
    } else {
      admission = Admission(
        byAddress: index.mayAdmit(index.shadow(of: guardNumber), classifier),
        byGroup: graph.guards.groups(namedBy: guardNumber, concerning: classifier.concerns))
      admitting[guardNumber] = admission
    }
    if admission.byAddress { return true }
    if groups == .none || admission.byGroup.isEmpty { return false }
    return graph.guards.groups.members(of: groups).contains(where: admission.byGroup.contains)
  }

  /// By what a guard may admit any of the traffic.
  private struct Admission {
    var byAddress: Bool
    var byGroup: [ID<IdentityGroup>]
  }

  /// The senders that a place admits by their addresses.
  private func broadCount(place: Int32, shadow: Int32) -> BroadCount {
    let key = BroadKey(place: place, shadow: shadow)
    if let known = broad[key] { return known }
    var result = BroadCount()
    if sums.last != 0, index.mayAdmit(shadow, classifier) {
      for bundle in index.bundles(reaching: place, fabric) {
        count(index.bundleRanges[bundle], place, shadow, into: &result)
      }
      countFar(place, shadow, into: &result)
    }
    broad[key] = result
    return result
  }
}
