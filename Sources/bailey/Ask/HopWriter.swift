import Documents
import PacketSets
import Reachability
import Topology

/// Writes the steps of a packet as JSON.
struct HopWriter {
  let topology: Topology
  let catalog: SourceCatalog

  /// Writes steps as elements of the array that is open.
  func write(_ hops: [Hop], to writer: inout JSONWriter) {
    for hop in hops {
      writer.beginObject()
      writer.member("component", topology.id(of: hop.component))
      writer.member("name", topology.name(of: hop.component))
      writer.member("layer", hop.layer.rawValue)
      switch hop.decision {
      case .passes: writer.member("decision", "passes")
      case .translates: writer.member("decision", "translates")
      case .delivered: writer.member("decision", "delivered")
      case .drops(let reason):
        writer.member("decision", "drops")
        writer.member("reason", reason)
      case .unknown(let assumption):
        writer.member("decision", "unknown")
        writer.member("reason", topology.assumptions[assumption].statement)
      }
      if !hop.rule.isEmpty { writer.member("rule", hop.rule) }
      if catalog.resolve(hop.location) != nil {
        writer.member("location", catalog.describe(hop.location))
      }
      writer.member("packet", hop.packet.description)
      writer.endObject()
    }
  }
}
