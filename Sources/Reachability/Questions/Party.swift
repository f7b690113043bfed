public import PacketSets
public import Topology

/// One end of a connection: an endpoint of the graph or an address of a world outside.
public enum Party: Hashable, Sendable {
  /// A network interface of the graph.
  case endpoint(ID<Endpoint>)
  /// An address that lives outside.
  case outside(ID<World>, IPAddress)
}
