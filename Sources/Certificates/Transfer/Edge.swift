public import PacketSets
public import Topology

/// A way from one place to another, with what it lets through and what it changes.
public struct Edge: Hashable, Sendable {
  /// Where it starts.
  public var from: Place
  /// Where it ends.
  public var to: Place
  /// What it takes.
  public var takes: PacketBox
  /// The filters on it: of each step one filter must let the packet pass.
  public var steps: [FilterStep]
  /// What becomes of the source address.
  public var source: AddressChange
  /// What becomes of the destination address.
  public var destination: AddressChange
  /// What becomes of the ports.
  public var ports: PortChange
  /// What becomes of the groups.
  public var identity: IdentityChange

  init(
    from: Place, to: Place,
    takes: PacketBox = PacketBox(sources: .all, destinations: .all, traffic: .all),
    steps: [FilterStep] = [], source: AddressChange = .kept, destination: AddressChange = .kept,
    ports: PortChange = .kept, identity: IdentityChange = .kept
  ) {
    self.from = from
    self.to = to
    self.takes = takes
    self.steps = steps
    self.source = source
    self.destination = destination
    self.ports = ports
    self.identity = identity
  }
}

extension Edge {
  /// Whether what arrives may be of another family than what was sent.
  var changesFamily: Bool {
    if case .replaced = source, case .replaced = destination { true } else { false }
  }
}

/// Filters of which one must let a packet pass.
public struct FilterStep: Hashable, Sendable {
  /// The filters.
  public var filters: [ID<Filter>]
  /// Whether rules look at the source of the packet; otherwise at its destination.
  public var looksAtSource: Bool
  /// Whether rules know groups.
  public var knowsGroups: Bool
}

/// What becomes of an address.
public enum AddressChange: Hashable, Sendable {
  /// Nothing.
  case kept
  /// It becomes one of these that is of its family, it is not known which.
  case oneOf(AddressSet)
  /// It becomes one of these, whatever its family was: the packet is a new one.
  case replaced(AddressSet)
  /// It becomes what stands for it; what nothing stands for goes no further.
  case mapped([Mapping])

  /// An address and what stands for it.
  public struct Mapping: Hashable, Sendable {
    /// The address.
    public var from: IPAddress
    /// What stands for it.
    public var to: IPAddress
  }
}

/// What becomes of ports.
public enum PortChange: Hashable, Sendable {
  /// Nothing.
  case kept
  /// The source port becomes any.
  case anySource
  /// The destination port moves, and the source port becomes any if that is said.
  case moved(by: Int, anySource: Bool)
  /// What comes next is another connection, with any of this traffic.
  case replaced(TrafficSet)
}

/// What becomes of the groups that a packet carries.
public enum IdentityChange: Hashable, Sendable {
  /// Nothing.
  case kept
  /// They are lost.
  case lost
  /// It is not known.
  case unknown
  /// Some are added.
  case added([ID<IdentityGroup>])
  /// They become these.
  case replaced([ID<IdentityGroup>])
}
