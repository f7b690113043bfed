import PacketSets
import Topology

extension Lowering {
  /// Whether the words of a rule mean the interface that it filters.
  ///
  /// Inbound rules see the private address behind a public one (AZ-2.8), so that a rule with a public
  /// address never matches here.
  func ownMatch(_ peer: Exported.SecurityRule.PeerWords, _ own: OwnSide) -> OwnMatch {
    if peer.groups.contains(where: { own.groups.contains($0) }) { return .yes }
    var match = OwnMatch(v4: .no, v6: .no)
    for word in peer.words {
      match.v4 = max(match.v4, answer(word, own, .v4))
      match.v6 = max(match.v6, answer(word, own, .v6))
      if match == .yes { break }
    }
    return match
  }

  private func answer(_ word: String, _ own: OwnSide, _ family: AddressFamily) -> OwnMatch.Answer {
    switch word.lowercased() {
    case "*", "any", "virtualnetwork": return .yes
    default: break
    }
    guard let prefix = Prefix(word) else { return .no }
    guard prefix.family == family else { return .no }
    let addresses = own.addresses.filter { $0.family == family }
    if !addresses.isEmpty {
      return addresses.allSatisfy { prefix.contains($0) } ? .yes : .no
    }
    // An interface with addresses of the other family only has nothing here that could match.
    if !own.addresses.isEmpty { return .yes }
    if prefix.length == 0 { return .yes }
    let ranges = own.ranges.filter { $0.family == family }
    if ranges.isEmpty { return own.ranges.isEmpty ? .maybe : .no }
    if ranges.allSatisfy({ prefix.contains($0) }) { return .yes }
    return ranges.contains { prefix.overlaps($0) } ? .maybe : .no
  }
}
