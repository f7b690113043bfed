import PacketSets
import Topology

/// The forwardings of a graph, by the endpoints that they join.
struct RelayTable {
  /// How many forwardings one packet can take.
  static let depthLimit = 4

  private let topology: Topology
  private var at: [ID<Endpoint>: [ID<Forwarding>]] = [:]
  private var sources: [ID<Endpoint>: [RelayStep]] = [:]

  init(_ topology: Topology) {
    self.topology = topology
    for id in topology.forwardings.ids {
      let forwarding = topology.forwardings[id]
      at[forwarding.endpoint, default: []].append(id)
      for (number, target) in forwarding.targets.enumerated() {
        sources[target.endpoint, default: []].append(
          RelayStep(forwarding: id, target: number))
      }
    }
  }

  /// Whether an endpoint forwards packets or gets some by a forwarding.
  func concerns(_ endpoint: ID<Endpoint>) -> Bool {
    at[endpoint] != nil || sources[endpoint] != nil
  }

  /// The packets to an own address of an endpoint that it forwards.
  func accepted(by endpoint: ID<Endpoint>, at address: IPAddress) -> TrafficSet {
    taken(by: at[endpoint] ?? [], at: address)
  }

  /// The packets that a forwarding takes, those left out that one takes which stands before it and
  /// before all others of its choice.
  func accepted(by id: ID<Forwarding>, at address: IPAddress) -> TrafficSet {
    let forwarding = topology.forwardings[id]
    guard forwarding.takes(address) else { return .empty }
    let earlier = (at[forwarding.endpoint] ?? []).prefix {
      $0 != id && !forwarding.isChosen(with: topology.forwardings[$0])
    }
    return forwarding.accepts.subtracting(taken(by: Array(earlier), at: address))
  }

  private func taken(by forwardings: [ID<Forwarding>], at address: IPAddress) -> TrafficSet {
    forwardings.reduce(.empty) { result, id in
      let forwarding = topology.forwardings[id]
      return forwarding.takes(address) ? result.union(forwarding.accepts) : result
    }
  }

  /// The chains of forwardings that end at an endpoint.
  func chains(to endpoint: ID<Endpoint>) -> [RelayChain] {
    var result: [RelayChain] = []
    func extend(_ steps: [RelayStep], from endpoint: ID<Endpoint>) {
      guard steps.count < Self.depthLimit else { return }
      for step in sources[endpoint] ?? [] where !steps.contains(step) {
        let machine = topology.forwardings[step.forwarding].endpoint
        result.append(RelayChain(machine: machine, steps: [step] + steps))
        extend([step] + steps, from: machine)
      }
    }
    extend([], from: endpoint)
    return result
  }

  /// The chains of forwardings that begin at an endpoint.
  func chains(from endpoint: ID<Endpoint>) -> [RelayChain] {
    var result: [RelayChain] = []
    func extend(_ steps: [RelayStep], at machine: ID<Endpoint>) {
      guard steps.count < Self.depthLimit else { return }
      for id in at[machine] ?? [] {
        for (number, target) in topology.forwardings[id].targets.enumerated() {
          let step = RelayStep(forwarding: id, target: number)
          if steps.contains(step) { continue }
          result.append(RelayChain(machine: endpoint, steps: steps + [step]))
          extend(steps + [step], at: target.endpoint)
        }
      }
    }
    extend([], at: endpoint)
    return result
  }
}

extension Forwarding {
  /// Whether it takes packets to an own address of its endpoint.
  func takes(_ address: IPAddress) -> Bool { addresses.isEmpty || addresses.contains(address) }
}
