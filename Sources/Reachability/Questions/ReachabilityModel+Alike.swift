public import PacketSets
public import Topology

/// What no question about the graph can tell apart.
extension ReachabilityModel {
  /// The endpoints in groups of which no question can tell the members apart, neither as senders
  /// nor as receivers, in the order of their first members.
  ///
  /// - Complexity: O(*n* log *n*) in the number of endpoints.
  public func alikeEndpoints() -> [[ID<Endpoint>]] {
    let classOf = index.classes.both.classOf
    var groups: [[ID<Endpoint>]] = []
    var known: [Int32: Int] = [:]
    for endpoint in topology.endpoints.ids {
      let number = classOf[endpoint.index]
      if number >= 0, let group = known[number] {
        groups[group].append(endpoint)
        continue
      }
      if number >= 0 { known[number] = groups.count }
      groups.append([endpoint])
    }
    return groups
  }

  /// The addresses of a set outside in groups of which no rule, route or border tells the members
  /// apart, in the order of their lowest addresses.
  ///
  /// Addresses of the set that do not live in its world are in none.
  public func alikeAddresses(of set: OutsideSet) -> [AddressSet] {
    atoms.atoms(of: set).map(\.addresses)
  }
}
