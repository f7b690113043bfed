import TestSupport

/// Projects that chance makes of the parts that decide packets.
extension Project {
  /// A project by the numbers of a generator.
  static func random(_ generator: inout SeededGenerator) -> Project {
    var project = Project()
    let isDual = Bool.random(using: &generator)
    if isDual {
      dualStack(&project, rule: #""sourceRanges": ["::/0"]"#)
    }
    let hasPeer = chance(3, &generator)
    if hasPeer { peer(&project) }
    if hasPeer, chance(4, &generator) { project.networks[1] = network("guests") }
    if chance(4, &generator) {
      project.networks[0] = project.networks[0].replacing(
        "\"autoCreateSubnetworks\": false,",
        with: """
          "autoCreateSubnetworks": false,
          "networkFirewallPolicyEnforcementOrder": "BEFORE_CLASSIC_FIREWALL",
          """)
    }
    for number in 0..<Int.random(in: 0...2, using: &generator) {
      let isAlias = chance(3, &generator)
      project.instances.append(
        machine(
          "extra\(number)", "10.\(number + 1).0.\(20 + number)", subnet: number == 0 ? "a" : "b",
          tags: tags(&generator),
          publicAddress: chance(3, &generator) ? "192.0.2.\(20 + number)" : nil,
          account: chance(4, &generator) ? "job@p.iam.gserviceaccount.com" : nil,
          interface: isAlias
            ? "\"aliasIpRanges\": [{\"ipCidrRange\": \"10.8.\(number).0/26\"}]" : "",
          "\"canIpForward\": \(Bool.random(using: &generator))"))
    }
    project.firewalls += (0..<Int.random(in: 0...5, using: &generator)).map { number in
      rule(number, &generator)
    }
    project.policies = (0..<Int.random(in: 0...2, using: &generator)).map { number in
      let rules = (1...Int.random(in: 1...4, using: &generator)).map { priority in
        policyRule(priority, &generator)
      }
      let type = number == 0 ? "HIERARCHY" : "NETWORK"
      return """
        {"name": "p\(number)", "type": "\(type)", "rules": [\(rules.joined(separator: ", "))]}
        """
    }
    if chance(8, &generator) { project.policies = nil }
    addRoutes(&project, &generator)
    addBalancer(&project, &generator)
    return project
  }

  /// Whether something happens that happens once in so many times.
  private static func chance(_ count: Int, _ generator: inout SeededGenerator) -> Bool {
    Int.random(in: 0..<count, using: &generator) == 0
  }

  private static func tags(_ generator: inout SeededGenerator) -> [String] {
    ["web", "db", "via"].filter { _ in Bool.random(using: &generator) }
  }

  private static func entry(_ generator: inout SeededGenerator) -> String {
    let all = [
      ssh, everything, #"{"IPProtocol": "tcp", "ports": ["80", "1000-2000"]}"#,
      #"{"IPProtocol": "udp"}"#, #"{"IPProtocol": "icmp"}"#, #"{"IPProtocol": "6"}"#,
    ]
    return all.randomElement(using: &generator) ?? ssh
  }

  private static func ranges(_ generator: inout SeededGenerator) -> String {
    let all = [
      "0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/24", "10.2.0.10/32", "10.8.0.32/27", "10.9.0.0/24",
      "203.0.113.0/24", "192.0.2.0/26",
    ]
    let count = Int.random(in: 1...2, using: &generator)
    let list = Set((0..<count).map { _ in all.randomElement(using: &generator) ?? "0.0.0.0/0" })
    return list.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
  }

  private static func rule(_ number: Int, _ generator: inout SeededGenerator) -> String {
    let isEgress = chance(3, &generator)
    var more = [String]()
    if isEgress {
      more.append("\"destinationRanges\": [\(ranges(&generator))]")
    } else {
      if !chance(3, &generator) { more.append("\"sourceRanges\": [\(ranges(&generator))]") }
      if more.isEmpty || chance(4, &generator) {
        more.append("\"sourceTags\": [\"\(Bool.random(using: &generator) ? "web" : "db")\"]")
      }
      if chance(4, &generator) { more.append("\"destinationRanges\": [\(ranges(&generator))]") }
    }
    if chance(3, &generator) {
      more.append("\"targetTags\": [\"\(Bool.random(using: &generator) ? "web" : "db")\"]")
    }
    return rule(
      "r\(number)", entry(&generator), deny: chance(3, &generator),
      priority: [100, 1000, 1000, 2000].randomElement(using: &generator) ?? 1000, egress: isEgress,
      more.joined(separator: ", "))
  }

  private static func policyRule(_ priority: Int, _ generator: inout SeededGenerator) -> String {
    let isEgress = chance(3, &generator)
    let actions = ["allow", "deny", "goto_next", "apply_security_profile_group"]
    let sides = [
      "\"srcIpRanges\": [\(ranges(&generator))]", "\"destIpRanges\": [\(ranges(&generator))]",
      "\"\(isEgress ? "dest" : "src")Fqdns\": [\"example.com\"]",
      #""srcSecureTags": [{"name": "tagValues/1", "state": "EFFECTIVE"}]"#,
    ]
    var match = [sides[isEgress ? 1 : 0]]
    if chance(3, &generator) { match.append(sides[isEgress ? 0 : 1]) }
    if chance(6, &generator) { match.append(sides[2]) }
    if !isEgress, chance(6, &generator) { match.append(sides[3]) }
    if chance(6, &generator) {
      match.append("\"\(isEgress ? "dest" : "src")NetworkType\": \"INTERNET\"")
    }
    let ports = [ssh4, #""layer4Configs": [{"ipProtocol": "all"}]"#]
    match.append(ports.randomElement(using: &generator) ?? ssh4)
    let isTagged = chance(6, &generator)
    return policyRule(
      priority, actions.randomElement(using: &generator) ?? "deny", match.joined(separator: ", "),
      egress: isEgress,
      isTagged ? #""targetSecureTags": [{"name": "tagValues/1", "state": "EFFECTIVE"}]"# : "")
  }

  private static func addRoutes(_ project: inout Project, _ generator: inout SeededGenerator) {
    if chance(6, &generator) { project.routes.removeAll() }
    if chance(4, &generator) {
      project.routes.append(
        route(
          "via", "0.0.0.0/0", #""tags": ["via"], "nextHopIp": "10.1.0.20""#, priority: 10))
    }
    if chance(4, &generator) {
      project.routes.append(route("part", "203.0.113.0/25", #""nextHopIp": "10.2.0.10""#))
    }
    if chance(6, &generator) { project.routers = nil }
    if chance(3, &generator) {
      let scope =
        Bool.random(using: &generator)
        ? "ALL_SUBNETWORKS_ALL_IP_RANGES" : "ALL_SUBNETWORKS_ALL_PRIMARY_IP_RANGES"
      project.routers = [RouteTests.router(scope)]
    }
    if chance(8, &generator) {
      project.others["tags-bindings.json"] = """
        [{"name": "tagBindings/x", "tagValue": "tagValues/1",
          "parent": "//compute.googleapis.com/projects/p/zones/europe-west4-a/instances/web"}]
        """
    }
  }

  private static func addBalancer(_ project: inout Project, _ generator: inout SeededGenerator) {
    typealias Balancing = PassThroughTests
    guard chance(3, &generator) else { return }
    if chance(3, &generator) {
      project.others.merge(ServiceTests.balancer) { $1 }
      return
    }
    let isOuter = Bool.random(using: &generator)
    let members = [["db"], ["db", "web"], ["db", "gone"], nil].randomElement(using: &generator)
    project.others.merge(
      Balancing.backends(isOuter ? "EXTERNAL" : "INTERNAL", members: members ?? ["db"])
    ) { $1 }
    let more = isOuter ? Balancing.service : "\(Balancing.service), \(Balancing.inside)"
    let front = Balancing.rule(
      "front", isOuter ? "192.0.2.90" : "10.1.0.90", scheme: isOuter ? "EXTERNAL" : "INTERNAL",
      more)
    project.others["forwarding-rules.json"] = "[\(front)]"
  }
}
