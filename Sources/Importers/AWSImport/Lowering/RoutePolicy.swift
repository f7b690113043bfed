/// What an account-wide switch does to the routes of a subnet.
struct RoutePolicy: Hashable, Sendable {
  /// Why routes to internet gateways carry nothing, if they do not.
  var blocksInternetGateways: String?
  /// Why routes to egress-only gateways carry nothing, if they do not.
  var blocksEgressOnlyGateways: String?
  /// Whether the IPv6 addresses of the subnet are private, so that no gateway passes them.
  var hasPrivateIPv6 = false

  /// Nothing is switched off.
  static let none = RoutePolicy()
}
