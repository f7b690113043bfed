import Documents
import PacketSets
import Topology

/// Looks for what two fragments both claim, or for what one says about the other.
struct JoinReview {
  private let fragments: [Topology]

  init(_ fragments: [Topology]) { self.fragments = fragments }

  /// Reports public addresses that two fragments own and peerings from one to another.
  func report(to diagnostics: inout Diagnostics) {
    reportAddresses(to: &diagnostics)
    reportPeerings(to: &diagnostics)
  }

  private func reportAddresses(to diagnostics: inout Diagnostics) {
    var owners: [IPAddress: (fragment: Int, id: String)] = [:]
    for (number, fragment) in fragments.enumerated() {
      for endpoint in fragment.endpoints {
        for address in endpoint.addresses {
          guard let outside = address.publicAddress else { continue }
          guard let owner = owners[outside] else {
            owners[outside] = (number, endpoint.id)
            continue
          }
          if owner.fragment == number { continue }
          diagnostics.append(
            Diagnostic(
              .warning, "join.publicAddress",
              "the public address \(outside) belongs to \(endpoint.id) here and to \(owner.id) in "
                + "another source", at: endpoint.location, effect: .assumedOpen,
              advice: "export both sources at the same time"))
        }
      }
    }
  }

  private func reportPeerings(to diagnostics: inout Diagnostics) {
    for (number, fragment) in fragments.enumerated() {
      let others = Set(
        fragments.enumerated().filter { $0.offset != number }
          .flatMap { $0.element.networks.map(\.id) })
      for gateway in fragment.gateways {
        guard case .peering(let peering) = gateway.kind else { continue }
        for side in peering.sides where side.network == nil && others.contains(side.id) {
          diagnostics.append(
            Diagnostic(
              .warning, "join.peering",
              "the network \(side.id) behind \(gateway.id) stands in another source; what passes "
                + "between them stays undecided", at: gateway.location, effect: .assumedOpen))
        }
      }
    }
  }
}
