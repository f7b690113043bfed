import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// N-8: endpoints of which the addresses are not in the exports.
struct SimulatorUnknownAddressTests {
  private var build = TopologyBuilder()
  private let subnet: ID<Subnet>
  private let hidden: ID<Endpoint>

  init() {
    let network = build.network("main", "10.0.0.0/16")
    subnet = build.subnet("all", "10.0.1.0/24", in: network)
    hidden = build.endpoint("hidden", [], in: subnet, binding: .open)
  }

  @Test func `an endpoint without addresses may reach and be reached`() {
    var with = self
    let known = with.build.endpoint("known", "10.0.1.5", in: subnet)
    #expect(with.build.connect(hidden, known) == .maybe)
    #expect(with.build.connect(known, hidden) == .maybe)
    #expect(with.build.connect(internet(), .endpoint(hidden)) == .maybe)
    #expect(with.build.connect(.endpoint(hidden), internet()) == .maybe)
  }

  @Test func `a rule that may mean its address makes it possible`() {
    for (prefix, expected) in [
      ("10.0.1.128/25", Verdict.maybe), ("10.0.0.0/8", .maybe), ("10.0.2.0/24", .maybe),
    ] {
      var with = self
      let group = with.build.securityGroup("picky", inbound: [.allow(.all, .addresses(prefix))])
      let known = with.build.endpoint("known", "10.0.1.5", in: subnet, groups: [group])
      #expect(with.build.connect(hidden, known) == expected)
    }
  }

  @Test func `a rule that covers all its addresses certainly denies`() {
    for (prefix, expected) in [("0.0.0.0/0", Verdict.blocked), ("10.0.1.0/24", .maybe)] {
      var with = self
      let filter = with.build.filter(
        "list", .inbound, .instanceFilter, stateful: true,
        [.deny(.all, .addresses(prefix)), .allow(.all)])
      let known = with.build.endpoint(
        "known", ["10.0.1.5"], in: subnet,
        binding: FilterBinding(inbound: [FilterStage([filter], layer: .instanceFilter)]))
      #expect(with.build.connect(hidden, known) == expected)
    }
  }

  @Test func `its groups are known`() {
    var with = self
    let web = with.build.securityGroup("web")
    let data = with.build.securityGroup("data", inbound: [.allow(.all, .members(of: web))])
    let member = with.build.endpoint("member", in: subnet, groups: [web])
    let store = with.build.endpoint("store", "10.0.1.5", in: subnet, groups: [data])
    #expect(with.build.connect(member, store) == .maybe)
    #expect(with.build.connect(hidden, store) == .blocked)
  }
}
