import PacketSets
import TestSupport
import Testing
import Topology

/// What does not depend on the order in which an export lists it.
struct CanonicalOrderTests {
  @Test func `groups, filters, prefixes and tags stand sorted`() {
    let groups = [ID<IdentityGroup>(3), ID(1), ID(2)]
    #expect(FilterBinding(groups: groups).groups == [ID(1), ID(2), ID(3)])
    #expect(PeerMatch(groups: groups).groups == [ID(1), ID(2), ID(3)])
    #expect(FilterStage([ID(2), ID(0)], layer: .instanceFilter).filters == [ID(0), ID(2)])
    let prefixes = ["10.1.0.0/16", "10.0.0.0/16"].map(TestText.prefix)
    let network = Network(id: "n", prefixes: prefixes, tags: [Tag("b", "1"), Tag("a", "2")])
    #expect(network.prefixes == prefixes.reversed())
    #expect(network.tags.map(\.key) == ["a", "b"])
  }

  @Test func `what has no name goes by its id`() {
    #expect(Network(id: "vpc-1").name == "vpc-1")
    #expect(Network(id: "vpc-1", name: "main").name == "main")
    #expect(Gateway(id: "gw-1", kind: .internet(Topology.internet), networks: []).name == "gw-1")
  }

  @Test func `a tag is found by its key`() {
    let resource = Resource(id: "i-1", kind: .instance, tags: [Tag("Role", "web")])
    #expect(resource.tag("Role") == "web")
    #expect(resource.tag("role") == nil)
  }

  @Test func `layers are ordered from the network to the process`() {
    #expect(Layer.routing < .publicAddress)
    #expect(Layer.subnetFilter < .instanceFilter)
    #expect(Layer.allCases.max() == .proxy)
  }

  @Test func `scopes sort by provider, account and region`() {
    let scopes = [
      Scope(provider: "b"), Scope(provider: "a", account: "2", region: "x"),
      Scope(provider: "a", account: "1", region: "z"),
    ]
    #expect(scopes.sorted().map(\.account) == ["1", "2", ""])
  }

  @Test func `a route is called by its destinations unless it has a text`() {
    let prefixes = ["10.0.0.0/8", "::/0"].map(TestText.prefix)
    #expect(Route(destinations: prefixes, target: .local).text == "10.0.0.0/8, ::/0")
    #expect(Route(text: "pl-1", destinations: prefixes, target: .local).text == "pl-1")
  }
}
