import Documents
import PacketSets
import Topology

/// A part of a network interface that rules and routes treat as one: its primary addresses, or those
/// of an alias range.
struct Piece {
  /// The machine.
  var instance: Exported.Instance
  /// The interface.
  var interface: Exported.Interface
  /// The network.
  var network: String
  /// The exported subnet.
  var subnetwork: String
  /// The alias range; `nil` for the primary addresses.
  var alias: Prefix?
  /// The addresses.
  var addresses: [EndpointAddress]
  /// What is added to the id of the interface.
  var suffix: String
  /// The table by which it routes.
  var table: Lowering.TableKey

  /// The id of its endpoint.
  var id: String { "\(instance.id)/\(interface.name)\(suffix)" }
}
