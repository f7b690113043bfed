public import Topology

/// A point on the way of packets.
public enum Place: Hashable, Sendable {
  /// At the endpoints of a stand, before their outbound filters.
  case sent(Int)
  /// In a subnet, on the way out.
  case inside(ID<Subnet>)
  /// At the router of a network, for an address of the network.
  case local(ID<Network>)
  /// In a transit gateway, from an attachment.
  case transit(ID<Gateway>, Int)
  /// Past something of which it is not known where it delivers.
  case anywhere
  /// Sent by the parties of a world.
  case outside(ID<World>)
  /// In a world, having come from inside.
  case world(ID<World>)
  /// In a world from which nothing comes back in as something new.
  case beyond(ID<World>)
  /// At the endpoints of a stand, before their inbound filters.
  case arriving(Int)
  /// At a forwarding, taken by it.
  case taken(ID<Forwarding>)
  /// Received by the endpoints of a stand.
  case received(Int)
}

/// Endpoints of one subnet with the same filters, that offer the same.
public struct Stand: Hashable, Sendable {
  /// The subnet.
  public var subnet: ID<Subnet>
  /// The filters and groups.
  public var binding: ID<FilterBinding>
  /// The endpoints.
  public var endpoints: [ID<Endpoint>]
}
