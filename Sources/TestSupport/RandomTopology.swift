import PacketSets
public import Topology

/// Makes small random networks with everything in them that a graph can hold.
///
/// The same seed and options make the same graph on every machine. Addresses and ports come from a
/// small universe, so that all pairs of parties can be compared at all boundaries.
public struct RandomTopology: Sendable {
  /// Which features a random network may have, and how large it is.
  public struct Options: Hashable, Sendable {
    /// How many networks there are.
    public var networks = 1...3
    /// How many subnets each network has.
    public var subnets = 1...4
    /// How many endpoints there are, those of gateways not counted.
    public var endpoints = 3...10
    /// Whether networks may have the same IPv4 prefix.
    public var overlaps = true
    /// Whether some networks and endpoints have IPv6 addresses.
    public var version6 = true
    /// Whether some endpoints have two addresses of a family.
    public var severalAddresses = true
    /// Whether some endpoints have public addresses.
    public var publicAddresses = true
    /// Whether some endpoints bear their public addresses themselves.
    public var bearsPublic = true
    /// Whether some rules go on at later ones.
    public var jumps = true
    /// Whether some endpoints have no addresses at all.
    public var unknownAddresses = true
    /// Whether some endpoints do not initiate, and some offer only a part of the traffic.
    public var limitedEndpoints = true
    /// Whether rules name groups.
    public var references = true
    /// Whether some instance filters are stateless ordered lists with denying rules.
    public var statelessEndpoints = true
    /// Whether some bindings have a second stage, such as a host firewall.
    public var severalStages = true
    /// Whether some subnets have ordered lists at their borders, with gaps for answers.
    public var accessLists = true
    /// Whether some filters and the peers of some rules are not known.
    public var unknownFilters = true
    /// Whether some route tables and the destinations of some routes are not known.
    public var unknownRoutes = true
    /// Whether there are routes that tie, are more special or lead nowhere.
    public var oddRoutes = true
    /// Whether there are internet gateways.
    public var internetGateways = true
    /// Whether there are egress-only gateways.
    public var egressOnlyGateways = true
    /// Whether some networks have gateways to services of a world.
    public var serviceGateways = true
    /// Whether there are source translations, some with several interfaces.
    public var sourceTranslations = true
    /// Whether there are peerings, some of them inactive.
    public var peerings = true
    /// Whether some peerings lead to networks that are not in the graph.
    public var unknownPeers = true
    /// Whether there are transit gateways, some of them joined with each other.
    public var transits = true
    /// Whether some endpoints forward packets to others.
    public var forwardings = true
    /// Whether some source translations have filters of their own.
    public var filteredTranslations = true
    /// Whether there are opaque gateways.
    public var opaqueGateways = true
    /// Whether some routes lead to endpoints that pass packets on.
    public var middleboxes = true
    /// Whether there is a second world, with addresses of its own.
    public var secondWorld = true

    /// Every feature.
    public init() {}

    /// Every feature of which the outcome is certain.
    public static var decided: Options {
      var options = Options()
      options.unknownAddresses = false
      options.unknownFilters = false
      options.unknownRoutes = false
      options.unknownPeers = false
      options.opaqueGateways = false
      options.middleboxes = false
      return options
    }
  }

  /// The graph under construction.
  var build = TopologyBuilder()
  /// What may be in it.
  let options: Options
  var generator: SeededGenerator

  /// The groups, which rules name.
  var groups: [SecurityGroup] = []
  /// The subnets, by network.
  var subnets: [[ID<Subnet>]] = []
  /// The prefixes from which rules choose their peers.
  var peers: [Prefix] = []
  /// How many public addresses are given away.
  var publicCount = 0
  /// How many hosts each subnet has.
  var hostCounts: [ID<Subnet>: Int] = [:]

  /// Makes the graph of a seed.
  ///
  /// - Parameters:
  ///   - seed: The seed; nearby seeds make unlike graphs.
  ///   - options: What may be in it.
  /// - Returns: The graph.
  public static func make(seed: UInt64, options: Options = Options()) -> Topology {
    var random = RandomTopology(options: options, generator: SeededGenerator(seed: seed))
    random.addNetworks()
    random.addGroups()
    random.addEndpoints()
    random.fillGroups()
    random.addAccessLists()
    random.addGateways()
    if options.forwardings { random.addForwardings() }
    random.forget()
    return random.build.topology
  }

  init(options: Options, generator: SeededGenerator) {
    self.options = options
    self.generator = generator
  }

  /// Whether something that happens in so many of a hundred cases happens now.
  mutating func happens(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &generator) < percent
  }

  /// One of several values; the first when there is no other.
  mutating func one<Value>(of values: [Value]) -> Value? {
    values.randomElement(using: &generator)
  }

  mutating func number(in range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  /// A reason why something is not known.
  mutating func reason() -> ID<Assumption> {
    build.assumption("not known \(build.topology.assumptions.count + 1)")
  }
}
