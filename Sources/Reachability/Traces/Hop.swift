public import Documents
public import PacketSets
public import Topology

/// One step of a packet's way: what it met, what was decided and by which rule.
public struct Hop: Hashable, Sendable {
  /// What the packet met.
  public var component: Component
  /// The layer that decided.
  public var layer: Layer
  /// What was decided.
  public var decision: Decision
  /// The rule or route that decided, in the provider's words; empty when there is none.
  public var rule: String
  /// Where the rule stands in the exports.
  public var location: SourceLocation
  /// The packet as it left this step.
  public var packet: Packet

  /// Creates a step.
  public init(
    component: Component, layer: Layer, decision: Decision, rule: String = "",
    location: SourceLocation = .unknown, packet: Packet
  ) {
    self.component = component
    self.layer = layer
    self.decision = decision
    self.rule = rule
    self.location = location
    self.packet = packet
  }

  /// What was decided at a step.
  public enum Decision: Hashable, Sendable {
    /// The packet goes on.
    case passes
    /// The packet ends here; the reason is said in a few words.
    case drops(String)
    /// The packet goes on with other addresses.
    case translates
    /// The packet arrived where it was sent.
    case delivered
    /// What happens is not known.
    case unknown(ID<Assumption>)
  }

  /// The thing that a packet meets.
  public enum Component: Hashable, Sendable {
    /// A network interface.
    case endpoint(ID<Endpoint>)
    /// A filter.
    case filter(ID<Filter>)
    /// A subnet, with its border.
    case subnet(ID<Subnet>)
    /// A route table.
    case routeTable(ID<RouteTable>)
    /// A gateway.
    case gateway(ID<Gateway>)
    /// A world outside.
    case world(ID<World>)
  }
}
