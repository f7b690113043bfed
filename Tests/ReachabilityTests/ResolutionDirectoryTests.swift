import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

struct ResolutionDirectoryTests {
  private var build = TopologyBuilder()
  private let web: ID<Endpoint>
  private let store: ID<Endpoint>

  init() {
    let network = build.network("main", "10.0.0.0/16")
    let subnet = build.subnet("front", "10.0.1.0/24", in: network)
    web = build.endpoint("i-0web", "10.0.1.5", in: subnet, publicAddress: "203.0.113.5")
    store = build.endpoint("i-0store", "10.0.1.6", "2001:db8::6", in: subnet)
    rename(web, "web", scope: Scope(provider: "aws", account: "111", region: "eu-west-1"))
    rename(store, "store", kind: .container)
  }

  private mutating func rename(
    _ id: ID<Endpoint>, _ name: String, kind: ResourceKind = .instance, scope: Scope = Scope()
  ) {
    let resource = build.topology.endpoints[id].resource
    build.topology.resources[resource].name = name
    build.topology.resources[resource].kind = kind
    build.topology.resources[resource].scope = scope
  }

  private func resolve(_ word: String) throws -> PartyReference {
    try PartyDirectory(build.topology).resolve(word)
  }

  private func failure(_ word: String) throws -> ResolutionError {
    try #require(throws: ResolutionError.self) { try resolve(word) }
  }

  @Test func `ids of resources and interfaces and unique names are endpoints`() throws {
    for word in ["i-0web", "i-0web-interface", "web"] {
      #expect(try resolve(word) == .endpoint(web))
    }
  }

  @Test func `an address knows its owner, inside and outside`() throws {
    #expect(try resolve("10.0.1.5") == .address(TestText.address("10.0.1.5"), owner: web))
    #expect(try resolve("203.0.113.5") == .address(TestText.address("203.0.113.5"), owner: web))
    #expect(try resolve("2001:DB8:0::6") == .address(TestText.address("2001:db8::6"), owner: store))
    #expect(try resolve("8.8.8.8") == .address(TestText.address("8.8.8.8"), owner: nil))
  }

  @Test func `names are compared with regard to case`() throws {
    #expect(try failure("Web").kind == .unknown)
  }

  @Test func `an address that is none is a name`() throws {
    #expect(try failure("10.0.1.256").kind == .unknown)
    #expect(try failure("").kind == .unknown)
  }

  @Test func `a private address of several endpoints names them all`() throws {
    var with = self
    let other = with.build.network("other", "10.0.0.0/16")
    let subnet = with.build.subnet("back", "10.0.1.0/24", in: other)
    _ = with.build.endpoint("i-0twin", "10.0.1.5", in: subnet)
    let error = try with.failure("10.0.1.5")
    #expect(error.kind == .ambiguous)
    #expect(error.candidates == ["i-0twin-interface", "i-0web-interface"])
    for word in ["i-0twin", "i-0web", "main", "other", "use the id"] {
      #expect(error.message.contains(word))
    }
  }

  @Test func `a name of several resources names them all`() throws {
    var with = self
    with.rename(store, "web")
    let error = try with.failure("web")
    #expect(error.kind == .ambiguous)
    #expect(error.candidates == ["i-0store", "i-0web"])
  }

  @Test func `an id comes before a name`() throws {
    var with = self
    with.rename(store, "i-0web")
    #expect(try with.resolve("i-0web") == .endpoint(web))
  }

  @Test func `kinds choose among names`() throws {
    var with = self
    with.rename(web, "store", kind: .host)
    #expect(try with.resolve("container:store") == .endpoint(store))
    #expect(try with.resolve("host:store") == .endpoint(web))
    #expect(try with.failure("container:web").kind == .unknown)
  }

  @Test func `a link stands for the id at its end`() throws {
    for word in [
      "arn:aws:ec2:eu-west-1:111:instance/i-0web", "arn:aws:ec2:::instance/i-0web",
      "https://example.com/zones/a/instances/i-0web",
    ] {
      #expect(try resolve(word) == .endpoint(web))
    }
  }

  @Test func `a link of another account or region stands for nothing here`() throws {
    #expect(try failure("arn:aws:ec2:eu-west-1:222:instance/i-0web").kind == .unknown)
    #expect(try failure("arn:aws:ec2:us-east-1:111:instance/i-0web").kind == .unknown)
  }

  @Test func `worlds hold what nobody owns`() {
    let directory = PartyDirectory(build.topology)
    #expect(directory.worlds(at: TestText.address("8.8.8.8")) == [Topology.internet])
    #expect(directory.worlds(at: TestText.address("203.0.113.5")).isEmpty)
    #expect(directory.worlds(at: TestText.address("10.0.9.9")).isEmpty)
  }
}
