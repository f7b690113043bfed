import Documents
import PacketSets
import Testing
import Topology

/// Statements about load balancers (section 8).
@Suite struct BalancerTests {
  private static let pool = "\(Rest.id("loadBalancers", "lb"))/backendAddressPools/pool"
  private static let front = "\(Rest.id("loadBalancers", "lb"))/frontendIPConfigurations/front"

  private static func rule(_ name: String, _ ports: String, _ more: String = "") -> String {
    """
    {"name": "\(name)", "properties": {"protocol": "Tcp", \(ports),
     "frontendIPConfiguration": {"id": "\(front)"}\(more)}}
    """
  }

  private static let toPool = ", \"backendAddressPool\": {\"id\": \"\(pool)\"}"

  /// Two machines behind a balancer and a client in another subnet.
  private func account(
    rules: String = "", nat: String = "", outbound: String = "", isPublic: Bool = true,
    group: String = Rest.rule("web", 100, from: "Internet", ports: "8443"),
    configuration: String = ", \"loadBalancerBackendAddressPools\": [{\"id\": \"\(pool)\"}]",
    pools: String = "{\"id\": \"\(pool)\", \"name\": \"pool\", \"properties\": {}}"
  ) throws -> Imported {
    let address =
      isPublic
      ? String(Rest.reference("publicIPAddress", "publicIPAddresses", "lb-ip").dropFirst(2))
      : "\"privateIPAddress\": \"10.0.1.100\", \"subnet\": {\"id\": "
        + "\"\(Rest.id("virtualNetworks", "vnet"))/subnets/a\"}"
    return try Imported(
      Rest.network(
        "vnet", ["10.0.0.0/16"],
        [
          Rest.subnet("vnet", "a", "10.0.1.0/24", group: "g"),
          Rest.subnet("vnet", "b", "10.0.2.0/24"),
        ]), Rest.securityGroup("g", group), Rest.publicAddress("lb-ip", "198.51.100.9"),
      Rest.machine("one", "vnet/a", "10.0.1.4", configuration: configuration),
      Rest.machine("two", "vnet/a", "10.0.1.5"), Rest.machine("client", "vnet/b", "10.0.2.4"),
      Rest.resource(
        "loadBalancers", "lb",
        """
        "frontendIPConfigurations": [
          {"id": "\(Self.front)", "name": "front", "properties": {\(address)}}],
        "backendAddressPools": [\(pools)], "loadBalancingRules": [\(rules)],
        "inboundNatRules": [\(nat)], "outboundRules": [\(outbound)]
        """, ", \"sku\": {\"name\": \"Standard\"}"))
  }

  private let https = rule("https", "\"frontendPort\": 443, \"backendPort\": 8443", toPool)

  @Test func `AZ-8.1: backends see the client and not the balancer`() throws {
    let open = try account(
      rules: https, group: Rest.rule("web", 100, from: "203.0.113.0/24", ports: "8443"))
    #expect(open.connect("203.0.113.9", "lb", 443) == .allowed)
    #expect(open.connect("198.18.0.9", "lb", 443) == .denied)
    let closed = try account(
      rules: https, group: Rest.rule("web", 100, from: "198.51.100.9", ports: "8443"))
    #expect(closed.connect("203.0.113.9", "lb", 443) == .denied)
  }

  @Test func `AZ-8.2: pools name backends by interface, by configuration or by address`() throws {
    let byAddress = """
      {"id": "\(Self.pool)", "name": "pool", "properties": {"loadBalancerBackendAddresses":
       [{"name": "x", "properties": {"ipAddress": "10.0.1.4"}}]}}
      """
    let listed = """
      {"id": "\(Self.pool)", "name": "pool", "properties": {"backendIPConfigurations":
       [{"id": "\(Rest.id("networkInterfaces", "nic-one"))/ipConfigurations/primary"}]}}
      """
    for pools in [byAddress, listed] {
      let imported = try account(rules: https, configuration: "", pools: pools)
      #expect(imported.connect("203.0.113.9", "one", 8443) == .allowed)
      #expect(imported.connect("203.0.113.9", "two", 8443) == .denied)
    }
  }

  @Test func `AZ-8.2: ports of high availability pass every port`() throws {
    let all = Self.rule(
      "ha", "\"frontendPort\": 0, \"backendPort\": 0", Self.toPool
    ).replacing("\"Tcp\"", with: "\"All\"")
    let imported = try account(rules: all, isPublic: false)
    #expect(imported.connect("client", "lb", 5555) == .allowed)
  }

  @Test func `AZ-8.2: an internal frontend passes clients of the network on`() throws {
    let imported = try account(rules: https, isPublic: false)
    #expect(imported.connect("client", "lb", 443) == .allowed)
    #expect(imported.connect("client", "lb", 8443) == .denied)
    #expect(imported.connect("203.0.113.9", "lb", 443) == .denied)
    #expect(imported.connect("203.0.113.9", "one", 8443) == .denied)
  }

  @Test func `AZ-8.3: a rule of inbound translation is a way to one machine`() throws {
    let target =
      ", \"backendIPConfiguration\": "
      + "{\"id\": \"\(Rest.id("networkInterfaces", "nic-one"))/ipConfigurations/primary\"}"
    let imported = try account(
      nat: Self.rule("ssh", "\"frontendPort\": 50001, \"backendPort\": 22", target),
      group: Rest.rule("ssh", 100, from: "Internet", ports: "22"), configuration: "")
    #expect(imported.connect("203.0.113.9", "lb", 50001) == .allowed)
    #expect(imported.connect("203.0.113.9", "one", 22) == .allowed)
    #expect(imported.connect("203.0.113.9", "lb", 50002) == .denied)
    #expect(imported.connect("203.0.113.9", "two", 22) == .denied)
  }

  @Test func `AZ-8.3: which port of a range leads to which machine is undecided`() throws {
    let range = """
      "frontendPortRangeStart": 50000, "frontendPortRangeEnd": 50009, "backendPort": 22
      """
    let imported = try account(
      nat: Self.rule("ssh", range, Self.toPool),
      group: Rest.rule("ssh", 100, from: "Internet", ports: "22"))
    #expect(imported.connect("203.0.113.9", "lb", 50009) == .undecided)
    #expect(imported.connect("203.0.113.9", "one", 22) == .undecided)
    #expect(imported.connect("203.0.113.9", "lb", 50010) == .denied)
    #expect(imported.topology.omissions.isEmpty)
  }

  @Test func `AZ-8.3: the end of a wide range is not closed without a word`() throws {
    let range = """
      "frontendPortRangeStart": 1024, "frontendPortRangeEnd": 65000, "backendPort": 22
      """
    let imported = try account(
      nat: Self.rule("ssh", range, Self.toPool),
      group: Rest.rule("ssh", 100, from: "Internet", ports: "22"))
    #expect(imported.codes.contains("azure.loadBalancer.range"))
    #expect(!imported.topology.omissions.isEmpty)
  }

  @Test func `AZ-8.4: with floating addresses the group may judge the frontend`() throws {
    let floating = Self.rule(
      "https", "\"frontendPort\": 8443, \"backendPort\": 8443, \"enableFloatingIP\": true",
      Self.toPool)
    #expect(try account(rules: floating).connect("203.0.113.9", "lb", 8443) == .undecided)
  }

  @Test func `AZ-8.6: rules for probes open nothing to clients`() throws {
    let imported = try account(
      rules: https,
      group: Rest.rule("probe", 100, from: "AzureLoadBalancer", ports: "8443"))
    #expect(imported.judge("one", .inbound, peer: "168.63.129.16", tcp: 8443) == .allowed)
    #expect(imported.connect("203.0.113.9", "lb", 443) == .denied)
  }

  @Test func `AZ-7.2: an outbound rule is a way out, and a private subnet alone is none`() throws {
    let outbound = """
      {"name": "out", "properties": {"protocol": "All",
       "frontendIPConfigurations": [{"id": "\(Self.front)"}]\(Self.toPool)}}
      """
    let imported = try account(outbound: outbound)
    #expect(imported.connect("one", "203.0.113.9", 443) == .allowed)
    #expect(imported.connect("two", "203.0.113.9", 443) == .denied)
    #expect(imported.connect("203.0.113.9", "one", 8443) == .denied)
  }
}
