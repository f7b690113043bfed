import PacketSets

/// A made-up cloud account of any size: the same seed gives the same account on every machine.
///
/// The account is planned network by network, so that a plan never holds more than one of them.
/// A plan becomes a graph (`topology()`) or export files as the AWS command line prints them
/// (`writeExports(to:)`).
public struct SyntheticAccount: Sendable {
  /// How many network interfaces the account has.
  public let interfaceCount: Int
  /// What all random choices come from.
  public let seed: UInt64
  /// How many interfaces a network has at most.
  public let interfacesPerNetwork: Int
  /// Whether every network also has a route to a transit gateway whose own routes are not exported.
  public let hasTransit: Bool

  /// Creates the account of a seed.
  ///
  /// - Parameters:
  ///   - interfaceCount: How many network interfaces there are, at most 2.5 million.
  ///   - seed: What all random choices come from.
  ///   - interfacesPerNetwork: How many interfaces a network has at most.
  ///   - hasTransit: Whether networks have routes to something opaque.
  public init(
    interfaceCount: Int, seed: UInt64 = 1, interfacesPerNetwork: Int = 2500,
    hasTransit: Bool = false
  ) {
    self.interfaceCount = interfaceCount
    self.seed = seed
    self.interfacesPerNetwork = interfacesPerNetwork
    self.hasTransit = hasTransit
    precondition(networkCount <= Self.networkLimit, "more networks than 10.0.0.0/8 has room for")
  }

  /// How many networks the account has.
  public var networkCount: Int {
    (interfaceCount + interfacesPerNetwork - 1) / interfacesPerNetwork
  }

  /// How many networks fit: each has a /18 of 10.0.0.0/8.
  static let networkLimit = 1024
  /// The number of the account.
  static let owner = "123456789012"
  /// The region of everything.
  static let region = "eu-central-1"

  /// How many interfaces the network of a number has.
  func interfaceCount(ofNetwork number: Int) -> Int {
    min(interfacesPerNetwork, interfaceCount - number * interfacesPerNetwork)
  }

  /// The addresses of the network of a number.
  static func prefix(ofNetwork number: Int) -> Prefix {
    Prefix(.v4(IPv4Address(rawValue: 0x0a00_0000 + UInt32(number) << 14)), length: 18)
  }

  /// An id as AWS makes them: a mark and 17 digits that follow from the seed.
  func identifier(_ mark: String, _ network: Int, _ index: Int = 0) -> String {
    var mixed = seed
    for byte in mark.utf8 { mixed = mixed &* 1_099_511_628_211 ^ UInt64(byte) }
    mixed = mixed &* 1_099_511_628_211 ^ UInt64(network)
    mixed = mixed &* 1_099_511_628_211 ^ UInt64(index)
    var generator = SeededGenerator(seed: mixed)
    let digits = String(generator.next(), radix: 16)
    return "\(mark)-0" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
