import Documents
import HostImport
import PacketSets
import Topology

/// Makes the neutral graph of hosts, their container networks and their containers.
struct Lowering: GraphLowering {
  /// The hosts.
  let hosts: [DockerHost]
  /// What is missing of the graph as a whole.
  let gaps: [Assumption]
  /// The graph, as far as it is made.
  var topology = Topology()
  /// What was noticed on the way.
  var diagnostics = Diagnostics()

  /// The networks of all hosts with what was made of them.
  var plans: [NetworkPlan] = []
  /// The plans by host and name.
  var planNumbers: [PlanKey: Int] = [:]
  /// The places of containers among the members of their networks.
  var memberNumbers: [MemberKey: Int] = [:]
  /// The bindings that exist already.
  var bindings: [BindingKey: ID<FilterBinding>] = [:]
  /// The assumptions by what they are about.
  var assumptions: [String: ID<Assumption>] = [:]
  /// The resources of the hosts.
  var hostResources: [ID<Resource>] = []
  /// The bindings of the hosts' own interfaces.
  var hostBindings: [ID<FilterBinding>] = []
  /// The subnets of the hosts' own networks.
  var hostSubnets: [ID<Subnet>] = []
  /// The endpoints of the hosts towards the outside.
  var uplinks: [ID<Endpoint>] = []
  /// What packets to published ports meet in place of the hosts' own rules.
  var forwardedBindings: [ID<FilterBinding>] = []
  /// The endpoints of containers.
  var endpoints: [MemberKey: ID<Endpoint>] = [:]
  /// The exports of the machines on which hosts stand, by host.
  var machines: [Int: HostRules] = [:]
  /// Where machines were put in the graph, by host.
  var placed: [Int: PlacedHost] = [:]
  /// The gateways between the networks of a machine, by host.
  var routers: [Int: ID<Gateway>] = [:]
  /// The gateways that hide what leaves a network, with the network.
  var translations: [(gateway: ID<Gateway>, network: PlanKey)] = []
  /// The endpoints of machines on their networks, by network.
  var views: [Int: [ID<Endpoint>]] = [:]
  /// The codes and subjects that were diagnosed, so that each is told once.
  var told: Set<String> = []

  init(hosts: [DockerHost], gaps: [Assumption]) {
    self.hosts = hosts
    self.gaps = gaps
  }

  /// A network by its host and its real name.
  struct PlanKey: Hashable {
    var host: Int
    var name: String
  }

  /// A container in a network.
  struct MemberKey: Hashable {
    var host: Int
    var container: Int
    var plan: Int
  }

  /// What makes two containers meet the same rules: the network and what they publish on it.
  struct BindingKey: Hashable {
    var plan: Int
    var ports: [PublishedPort]
  }

  /// Makes the graph.
  mutating func run() {
    for gap in gaps { topology.omissions.append(topology.add(gap)) }
    for number in hosts.indices { planNetworks(of: number) }
    for number in hosts.indices { placeContainers(of: number) }
    for number in hosts.indices { addHost(number) }
    for number in plans.indices { addNetwork(number) }
    for number in hosts.indices { addContainers(of: number) }
    for number in hosts.indices {
      if knowsRules(of: number) {
        addRedirections(of: number)
      } else {
        addForwardings(of: number)
      }
    }
    for number in hosts.indices { joinNetworks(of: number) }
    settleTranslations()
  }

  /// The scope of what is on a host.
  func scope(of host: Int) -> Scope {
    Scope(provider: "docker", account: hosts[host].name)
  }
}
