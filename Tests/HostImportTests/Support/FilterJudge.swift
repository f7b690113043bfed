import PacketSets
import Topology

@testable import HostImport

/// Judges packets by neutral filters, rule by rule as the meaning of the graph says.
enum FilterJudge {
  /// What some filters make of a packet whose peer is known: all of them must let it pass.
  static func judge(_ filters: [Filter], _ packet: Packet, peer: IPAddress) -> Judgement {
    filters.reduce(.passes) { judgement, filter in
      judgement.then(judge(filter, packet, peer))
    }
  }

  private static func judge(_ filter: Filter, _ packet: Packet, _ peer: IPAddress) -> Judgement {
    guard filter.unknown == nil else { return .unknown }
    var actions: Set<FilterAction> = []
    var isDecided = false
    for rule in filter.rules where rule.traffic.contains(packet) {
      if rule.peer.addresses.contains(peer) {
        actions.insert(rule.action)
        isDecided = true
        break
      }
      if rule.peer.possible?.addresses.contains(peer) == true { actions.insert(rule.action) }
    }
    if !isDecided { actions.insert(filter.defaultAction) }
    return Judgement(
      certainlyPasses: actions == [.allow], mayPass: actions.contains(.allow))
  }
}
