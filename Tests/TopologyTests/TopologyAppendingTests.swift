import PacketSets
import TestSupport
import Testing
import Topology

struct TopologyAppendingTests {
  @Test func `each call answers with the number of what it added`() {
    var topology = Topology()
    let first = topology.add(Network(id: "first"))
    let second = topology.add(Network(id: "second"))
    #expect(first < second)
    #expect(topology.networks[second].id == "second")
    #expect(topology.networks.ids == [first, second])
  }

  @Test func `a new graph has the internet around it`() {
    let topology = Topology()
    #expect(topology.worlds[Topology.internet].kind == .internet)
    #expect(topology.worlds[Topology.internet].addresses.contains(TestText.address("192.0.2.1")))
    #expect(!topology.worlds[Topology.internet].addresses.contains(TestText.address("10.0.0.1")))
  }

  @Test func `an endpoint is found in its subnet, network and resource`() {
    var build = TopologyBuilder()
    _ = build.network("other", "10.9.0.0/16")
    let network = build.network("main", "10.0.0.0/16")
    let subnet = build.subnet("front", "10.0.1.0/24", in: network)
    let web = build.endpoint("web", "10.0.1.5", in: subnet)
    #expect(build.topology.network(of: web) == network)
    #expect(build.topology.subnet(of: web).id == "front")
    #expect(build.topology.resource(of: web).id == "web")
  }

  @Test func `an element can be replaced by its number`() {
    var topology = Topology()
    let id = topology.add(Network(id: "old"))
    topology.networks[id].name = "new"
    #expect(topology.networks[id.index].name == "new")
    #expect(id.description == "#0")
  }
}
