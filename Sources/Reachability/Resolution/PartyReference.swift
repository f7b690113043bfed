public import PacketSets
public import Topology

/// What a word of a question stands for.
public enum PartyReference: Hashable, Sendable {
  /// A network interface, named by its id or by its resource.
  case endpoint(ID<Endpoint>)
  /// An address, and the interface that has it as its own or by which it is known outside.
  case address(IPAddress, owner: ID<Endpoint>?)
  /// Any public address that nobody in the graph owns.
  case internet

  /// The interface, if the word stands for one.
  public var endpoint: ID<Endpoint>? {
    switch self {
    case .endpoint(let id): id
    case .address(_, let owner): owner
    case .internet: nil
    }
  }
}
