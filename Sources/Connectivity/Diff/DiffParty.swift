public import PacketSets
import Reachability
import Topology

/// One end of a change: endpoints that changed alike, or addresses of a world outside.
public struct DiffParty: Hashable, Sendable {
  /// What people call it.
  public var name: String
  /// The endpoints; none for a world.
  public var members: [AlignedEndpoint]
  /// The addresses of the world; empty for endpoints.
  public var addresses: AddressSet

  /// Creates a party.
  public init(name: String, members: [AlignedEndpoint] = [], addresses: AddressSet = .empty) {
    self.name = name
    self.members = members
    self.addresses = addresses
  }

  init(_ group: DiffGroup, old: Topology, new: Topology) {
    members = group.members
    addresses = .empty
    let names = group.members.prefix(3).map { Self.name($0, old: old, new: new) }
    let more = group.members.count - names.count
    name = names.joined(separator: ", ") + (more > 0 ? " and \(more) alike" : "")
  }

  private static func name(_ pair: AlignedEndpoint, old: Topology, new: Topology) -> String {
    if let id = pair.new {
      let name = new.resource(of: id).name
      return pair.old == nil ? "\(name) (added)" : name
    }
    return pair.old.map { "\(old.resource(of: $0).name) (removed)" } ?? ""
  }
}
