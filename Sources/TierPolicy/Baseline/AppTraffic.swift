import PacketSets
import Reachability
import Topology

/// The traffic by which load balancers come to the application.
struct AppTraffic {
  /// The traffic as words that a policy may use.
  let services: [String]

  /// Finds to what the load balancers are admitted, or falls back to what applications usually
  /// answer.
  init(_ topology: Topology, _ inference: TierInference) {
    let usual = Self.words(TierInference.appTraffic)
    guard let balancers = inference.members(of: "load-balancer"),
      let app = inference.members(of: "app")
    else {
      services = usual
      return
    }
    var traffic = TrafficSet.empty
    for listener in topology.proxies.flatMap(\.listeners) where !listener.opens.isFull {
      if listener.targets.contains(where: app.contains) {
        traffic = traffic.union(listener.opens)
      }
    }
    let groups = Set(
      balancers.members.flatMap { topology.bindings[topology.endpoints[$0].binding].groups })
    for binding in Set(app.members.map { topology.endpoints[$0].binding }) {
      traffic = traffic.union(Self.admitted(groups, by: topology.bindings[binding], topology))
    }
    for service in ["ssh", "rdp", "winrm"] {
      traffic = traffic.subtracting(ServiceCatalog.known(service))
    }
    services = traffic.isEmpty ? usual : Self.words(traffic)
  }

  /// What the filters of a binding admit members of groups to, by rules that name the groups.
  private static func admitted(
    _ groups: Set<ID<IdentityGroup>>, by binding: FilterBinding, _ topology: Topology
  ) -> TrafficSet {
    binding.inbound.flatMap(\.filters).flatMap { topology.filters[$0].rules }
      .filter { rule in
        rule.action == .allow && !rule.traffic.isFull
          && rule.peer.groups.contains(where: groups.contains)
      }
      .reduce(.empty) { $0.union($1.traffic) }
  }

  /// The traffic as words, each of one protocol.
  private static func words(_ traffic: TrafficSet) -> [String] {
    traffic.description.split(separator: "; ").map(String.init)
  }
}
