/// Appending elements, each call answering with the number of the new element.
extension Topology {
  /// Adds a network.
  public mutating func add(_ network: Network) -> ID<Network> {
    networks.append(network)
    return ID(networks.count - 1)
  }

  /// Adds a subnet.
  public mutating func add(_ subnet: Subnet) -> ID<Subnet> {
    subnets.append(subnet)
    return ID(subnets.count - 1)
  }

  /// Adds a resource.
  public mutating func add(_ resource: Resource) -> ID<Resource> {
    resources.append(resource)
    return ID(resources.count - 1)
  }

  /// Adds an endpoint.
  public mutating func add(_ endpoint: Endpoint) -> ID<Endpoint> {
    endpoints.append(endpoint)
    return ID(endpoints.count - 1)
  }

  /// Adds a group.
  public mutating func add(_ group: IdentityGroup) -> ID<IdentityGroup> {
    groups.append(group)
    return ID(groups.count - 1)
  }

  /// Adds a filter.
  public mutating func add(_ filter: Filter) -> ID<Filter> {
    filters.append(filter)
    return ID(filters.count - 1)
  }

  /// Adds a binding; equal ones are best added once.
  public mutating func add(_ binding: FilterBinding) -> ID<FilterBinding> {
    bindings.append(binding)
    return ID(bindings.count - 1)
  }

  /// Adds a route table.
  public mutating func add(_ table: RouteTable) -> ID<RouteTable> {
    routeTables.append(table)
    return ID(routeTables.count - 1)
  }

  /// Adds a gateway.
  public mutating func add(_ gateway: Gateway) -> ID<Gateway> {
    gateways.append(gateway)
    return ID(gateways.count - 1)
  }

  /// Adds a world.
  public mutating func add(_ world: World) -> ID<World> {
    worlds.append(world)
    return ID(worlds.count - 1)
  }

  /// Adds an assumption.
  public mutating func add(_ assumption: Assumption) -> ID<Assumption> {
    assumptions.append(assumption)
    return ID(assumptions.count - 1)
  }

  /// Adds a proxy.
  public mutating func add(_ proxy: Proxy) -> ID<Proxy> {
    proxies.append(proxy)
    return ID(proxies.count - 1)
  }

  /// Adds a forwarding.
  public mutating func add(_ forwarding: Forwarding) -> ID<Forwarding> {
    forwardings.append(forwarding)
    return ID(forwardings.count - 1)
  }
}
