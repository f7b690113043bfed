public import PacketSets

/// A balancer or proxy that ends connections at its own endpoints and opens new ones to targets.
public struct Proxy: Hashable, Sendable {
  /// The endpoints at which clients arrive and from which the new connections start.
  public var endpoints: [ID<Endpoint>]
  /// What it listens for and where it sends it.
  public var listeners: [ProxyListener]
  /// What is missing when the listeners or targets are not in the exports.
  public var unknown: ID<Assumption>?

  /// Creates a proxy.
  public init(
    endpoints: [ID<Endpoint>], listeners: [ProxyListener], unknown: ID<Assumption>? = nil
  ) {
    self.endpoints = endpoints
    self.listeners = listeners
    self.unknown = unknown
  }
}

/// A listener of a proxy: what it accepts, and where it sends what it accepted.
public struct ProxyListener: Hashable, Sendable {
  /// The traffic that it accepts.
  public var accepts: TrafficSet
  /// The endpoints to which it opens new connections.
  public var targets: [ID<Endpoint>]
  /// The traffic of the new connections.
  public var opens: TrafficSet

  /// Creates a listener.
  public init(accepts: TrafficSet, targets: [ID<Endpoint>], opens: TrafficSet) {
    self.accepts = accepts
    self.targets = targets
    self.opens = opens
  }
}
