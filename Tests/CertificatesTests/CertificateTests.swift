import Certificates
import PacketSets
import Reachability
import TestSupport
import Testing
import Topology

/// What is certified must be true, and what is not true must not be certified.
@Suite struct `Certificates` {
  static let networkCount = TestEffort.isThorough ? 4_000 : 60

  @Test func `are written for true claims only, and most of them`() {
    var certified = 0
    var provable = 0
    var broken = 0
    for step in 0..<Self.networkCount {
      let seed = 71_000 + UInt64(step)
      var options = step % 2 == 0 ? RandomTopology.Options.decided : RandomTopology.Options()
      options.unknownAddresses = false
      let topology = RandomTopology.make(seed: seed, options: options)
      var generator = SeededGenerator(seed: seed)
      let model = ReachabilityModel(topology)
      for _ in 0..<4 {
        let claim = Claims.random(topology, using: &generator)
        let answer = model.answer(Claims.question(claim, topology))
        let isTrue = answer.pairsConnected + answer.pairsUndecided == 0
        if isTrue { provable += 1 } else { broken += 1 }
        guard let certificate = try? CertificateWriter(topology).certificate(of: claim) else {
          continue
        }
        certified += 1
        #expect(isTrue, "seed \(seed): \(claim.sources) -> \(claim.destinations) \(claim.traffic)")
        #expect(throws: Never.self, "seed \(seed)") {
          try CertificateChecker(topology).check(certificate)
        }
      }
    }
    print("certified \(certified) of \(provable) true claims, \(broken) are not true")
    #expect(broken > 0)
    #expect(certified * 2 > provable)
  }

  @Test func `are rejected when a set is smaller`() throws {
    var tried = 0
    for (topology, certificate) in Claims.certified(seed: 72_000, count: 12) {
      for (place, sets) in certificate.places {
        for (identity, boxes) in sets {
          for number in boxes.indices {
            var less = certificate
            less.places[place]?[identity]?.remove(at: number)
            tried += 1
            #expect(throws: CertificateFault.self) {
              try CertificateChecker(topology).check(less)
            }
            var narrower = certificate
            var box = boxes[number]
            guard let first = box.destinations.first else { continue }
            box.destinations = box.destinations.subtracting(AddressSet(first))
            narrower.places[place]?[identity]?[number] = box
            #expect(throws: CertificateFault.self) {
              try CertificateChecker(topology).check(narrower)
            }
          }
        }
      }
    }
    #expect(tried > 100)
  }

  @Test func `are rejected when a place is missing`() {
    var tried = 0
    for (topology, certificate) in Claims.certified(seed: 73_000, count: 30) {
      for place in certificate.places.keys {
        var less = certificate
        less.places[place] = nil
        tried += 1
        #expect(throws: CertificateFault.self) { try CertificateChecker(topology).check(less) }
      }
    }
    #expect(tried > 20)
  }

  @Test func `are rejected when a rule is turned round or made wide and the claim is true no more`()
  {
    var rejected = 0
    for (topology, certificate) in Claims.certified(seed: 74_000, count: 30) {
      for filter in topology.filters.indices {
        for rule in topology.filters[filter].rules.indices {
          var flipped = topology
          switch topology.filters[filter].rules[rule].action {
          case .allow:
            // Turned round it lets less in; made wide it lets everybody in.
            flipped.filters[filter].rules[rule].traffic = .all
            flipped.filters[filter].rules[rule].peer = .anyone
          case .deny: flipped.filters[filter].rules[rule].action = .allow
          case .jump: continue
          }
          let question = Claims.question(certificate.claim, flipped)
          let answer = ReachabilityModel(flipped).answer(question)
          if answer.pairsConnected + answer.pairsUndecided == 0 { continue }
          rejected += 1
          #expect(throws: CertificateFault.self) {
            try CertificateChecker(flipped).check(certificate)
          }
        }
      }
    }
    #expect(rejected > 0)
  }

  @Test func `are not given where a part of the graph was not read`() throws {
    var build = TopologyBuilder()
    let network = build.network("main", "10.0.0.0/16")
    let subnet = build.subnet("front", "10.0.1.0/24", in: network)
    let none = build.securityGroup("none")
    let one = build.endpoint("one", "10.0.1.5", in: subnet, groups: [none])
    let two = build.endpoint("two", "10.0.1.6", in: subnet, groups: [none])
    let claim = Claim(
      rule: "r", sources: [one], outsideSources: [], destinations: [two], outsideDestinations: [],
      traffic: .all, countsProxies: false)
    let certificate = try CertificateWriter(build.topology).certificate(of: claim)
    try CertificateChecker(build.topology).check(certificate)
    let gap = build.assumption("the rest")
    build.topology.omissions = [gap]
    #expect(throws: CertificateFault.self) {
      try CertificateWriter(build.topology).certificate(of: claim)
    }
    #expect(throws: CertificateFault.self) {
      try CertificateChecker(build.topology).check(certificate)
    }
  }
}

/// Random claims.
enum Claims {
  static func random(_ topology: Topology, using generator: inout SeededGenerator) -> Claim {
    func some() -> [ID<Endpoint>] {
      topology.endpoints.ids.filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }
    }
    func worlds() -> [Claim.OutsideAddresses] {
      topology.worlds.ids.filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }.map {
        Claim.OutsideAddresses(world: $0, addresses: topology.worlds[$0].addresses)
      }
    }
    let traffic: [TrafficSet] = [.all, .tcp(22), .tcp(80...443), .udp(53), .echoRequests]
    return Claim(
      rule: "random", sources: some(), outsideSources: worlds(), destinations: some(),
      outsideDestinations: worlds(), traffic: traffic.randomElement(using: &generator) ?? .all,
      countsProxies: false)
  }

  static func question(_ claim: Claim, _ topology: Topology) -> FlowQuestion {
    func parties(
      _ endpoints: [ID<Endpoint>], _ outside: [Claim.OutsideAddresses]
    ) -> PartySet {
      var set = EndpointSet(universe: topology.endpoints.count)
      for endpoint in endpoints { set.insert(endpoint) }
      return PartySet(
        endpoints: set,
        outside: outside.map {
          OutsideSet(world: $0.world, addresses: $0.addresses, name: topology.worlds[$0.world].id)
        })
    }
    return FlowQuestion(
      sources: parties(claim.sources, claim.outsideSources),
      destinations: parties(claim.destinations, claim.outsideDestinations),
      traffic: claim.traffic, exampleLimit: 0)
  }

  /// Some certificates of random networks.
  static func certified(seed: UInt64, count: Int) -> [(Topology, Certificate)] {
    var result: [(Topology, Certificate)] = []
    var step: UInt64 = 0
    while result.count < count, step < 400 {
      step += 1
      let topology = RandomTopology.make(seed: seed + step, options: .decided)
      var generator = SeededGenerator(seed: seed + step)
      let claim = random(topology, using: &generator)
      if let certificate = try? CertificateWriter(topology).certificate(of: claim),
        !certificate.places.isEmpty, !claim.destinations.isEmpty
      {
        result.append((topology, certificate))
      }
    }
    return result
  }
}
