/// What a resource is, in words that fit every provider.
public struct ResourceKind: RawRepresentable, Hashable, Comparable, Sendable,
  CustomStringConvertible
{
  /// The word that policies and reports use, such as `database`.
  public let rawValue: String

  /// Creates a kind from its word.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// A virtual or physical machine.
  public static let instance = ResourceKind(rawValue: "instance")
  /// A relational or document database.
  public static let database = ResourceKind(rawValue: "database")
  /// An in-memory cache.
  public static let cache = ResourceKind(rawValue: "cache")
  /// A message queue or stream.
  public static let queue = ResourceKind(rawValue: "queue")
  /// A load balancer or reverse proxy.
  public static let loadBalancer = ResourceKind(rawValue: "load-balancer")
  /// A function that runs on demand.
  public static let function = ResourceKind(rawValue: "function")
  /// A container.
  public static let container = ResourceKind(rawValue: "container")
  /// A machine that runs containers.
  public static let host = ResourceKind(rawValue: "host")
  /// A gateway that translates source addresses.
  public static let natGateway = ResourceKind(rawValue: "nat-gateway")
  /// A private door to a service of the provider or of another account.
  public static let serviceEndpoint = ResourceKind(rawValue: "service-endpoint")
  /// An interface of a gateway that joins networks.
  public static let gatewayInterface = ResourceKind(rawValue: "gateway-interface")
  /// A network file system.
  public static let fileSystem = ResourceKind(rawValue: "file-system")
  /// A network interface whose owner is not in the exports.
  public static let networkInterface = ResourceKind(rawValue: "network-interface")
  /// The members of a filter group whose interfaces are not in the exports.
  public static let groupMember = ResourceKind(rawValue: "group-member")

  /// Whether the left word sorts first.
  public static func < (left: ResourceKind, right: ResourceKind) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The word itself.
  public var description: String { rawValue }
}
