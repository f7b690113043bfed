import TestSupport

/// Networks of Azure that chance makes of the parts that decide packets.
struct RandomEstate {
  private var generator: SeededGenerator

  /// The resources of an estate by the numbers of a generator.
  static func resources(_ generator: inout SeededGenerator) -> [String] {
    var estate = RandomEstate(generator: generator)
    let result = estate.resources()
    generator = estate.generator
    return result
  }

  private mutating func chance(_ count: Int) -> Bool {
    Int.random(in: 0..<count, using: &generator) == 0
  }

  private mutating func one(_ words: [String]) -> String {
    words.randomElement(using: &generator) ?? ""
  }

  private mutating func resources() -> [String] {
    let groups = ["g0", "g1", nil, nil] as [String?]
    func group(_ estate: inout RandomEstate) -> String? {
      groups.randomElement(using: &estate.generator) ?? nil
    }
    let isPeered = !chance(3)
    let hasNAT = chance(3)
    var result: [String] = []
    let subnets = ["a", "b"].enumerated().map { number, name in
      Rest.subnet(
        "one", name, "10.1.\(number).0/24", group: group(&self), routes: chance(3) ? "rt" : nil,
        nat: hasNAT && number == 0 ? "nat" : nil, isPrivate: Bool.random(using: &generator))
    }
    let flags = ", \"allowForwardedTraffic\": \(Bool.random(using: &generator))"
    result.append(
      Rest.network(
        "one", ["10.1.0.0/16"], subnets,
        peerings: isPeered ? [Rest.peering("one", to: "two", access: !chance(6), flags)] : []))
    result.append(
      Rest.network(
        "two", ["10.2.0.0/16"], [Rest.subnet("two", "c", "10.2.0.0/24", group: group(&self))],
        peerings: isPeered ? [Rest.peering("two", to: "one")] : []))
    for name in ["g0", "g1"] {
      let rules = (0..<Int.random(in: 0...4, using: &generator)).map { rule($0) }
      result.append(
        Rest.resource(
          "networkSecurityGroups", name, "\"securityRules\": [\(rules.joined(separator: ", "))]"))
    }
    result.append(Rest.resource("applicationSecurityGroups", "asg", ""))
    result.append(
      Rest.routeTable(
        "rt",
        Rest.route(
          one(["0.0.0.0/0", "203.0.113.0/24", "10.2.0.0/16"]),
          one(["VirtualAppliance", "VirtualAppliance", "None", "Internet"]), "10.1.0.4")))
    result.append(Rest.publicAddress("pip0", "198.51.100.4", sku: one(["Standard", "Basic"])))
    result.append(Rest.publicAddress("pip1", "198.51.100.5"))
    result.append(Rest.publicAddress("pip2", "198.51.100.6"))
    if hasNAT {
      result.append(
        Rest.resource(
          "natGateways", "nat",
          "\"publicIpAddresses\": [{\"id\": \"\(Rest.id("publicIPAddresses", "pip1"))\"}]"))
    }
    let places = [
      ("one/a", "10.1.0.4"), ("one/a", "10.1.0.5"), ("one/b", "10.1.1.4"), ("two/c", "10.2.0.4"),
    ]
    let hasBalancer = chance(3)
    for (number, place) in places.enumerated() {
      let backs = hasBalancer && number == 1
      let pool =
        ", \"loadBalancerBackendAddressPools\": [{\"id\": \"\(Rest.id("loadBalancers", "lb"))"
        + "/backendAddressPools/p\"}]"
      result.append(
        Rest.machine(
          "m\(number)", place.0, place.1, group: chance(3) ? "g1" : nil,
          publicAddress: number == 0 && chance(2) ? "pip0" : nil,
          groups: number < 3 && chance(2) ? ["asg"] : [], forwards: chance(2),
          configuration: backs ? pool : ""))
    }
    if hasBalancer { result.append(balancer()) }
    return result
  }

  private mutating func rule(_ number: Int) -> String {
    let sources = [
      "*", "VirtualNetwork", "Internet", "AzureLoadBalancer", "10.1.0.0/24", "10.2.0.4",
      "203.0.113.0/25", "0.0.0.0/0",
    ]
    let isInbound = !chance(3)
    let peer = one(sources)
    let own = one(["*", "*", "VirtualNetwork", "10.1.0.4", "10.1.0.0/25"])
    let byGroup = chance(5)
    let id = Rest.id("applicationSecurityGroups", "asg")
    return Rest.rule(
      "r\(number)", 100 + number * 10, one(["Allow", "Allow", "Deny"]), inbound: isInbound,
      proto: one(["Tcp", "Tcp", "*", "Udp", "Icmp"]),
      from: byGroup ? "" : isInbound ? peer : own, to: isInbound ? own : peer,
      ports: one(["22", "80", "*", "1000-2000"]),
      byGroup ? ", \"sourceApplicationSecurityGroups\": [{\"id\": \"\(id)\"}]" : "")
  }

  private mutating func balancer() -> String {
    let id = Rest.id("loadBalancers", "lb")
    let floats = chance(3)
    return Rest.resource(
      "loadBalancers", "lb",
      """
      "frontendIPConfigurations": [{"id": "\(id)/frontendIPConfigurations/f", "name": "f",
        "properties": {\(Rest.reference("publicIPAddress", "publicIPAddresses", "pip2").dropFirst(2))}}],
      "backendAddressPools": [{"id": "\(id)/backendAddressPools/p", "name": "p", "properties": {
        "backendIPConfigurations": [
          {"id": "\(Rest.id("networkInterfaces", "nic-m1"))/ipConfigurations/primary"}]}}],
      "loadBalancingRules": [{"id": "\(id)/loadBalancingRules/r", "name": "r", "properties": {
        "protocol": "Tcp", "frontendPort": 80, "backendPort": \(floats ? 80 : 1080),
        "enableFloatingIP": \(floats),
        "frontendIPConfiguration": {"id": "\(id)/frontendIPConfigurations/f"},
        "backendAddressPool": {"id": "\(id)/backendAddressPools/p"}}}]
      """, ", \"sku\": {\"name\": \"Standard\"}")
  }
}
