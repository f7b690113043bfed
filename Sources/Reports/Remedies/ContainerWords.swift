import Reachability
import TierPolicy
import Topology

/// Says what to change where containers share a network: there is no rule that could be removed.
enum ContainerWords {
  /// What to change, as a sentence.
  ///
  /// - Parameters:
  ///   - draft: The pair that speaks for the finding.
  ///   - wording: Puts the elements of the graph into words.
  ///   - allowed: The tiers that may stay.
  /// - Returns: A sentence.
  static func change(_ draft: FindingDraft, _ wording: Wording, allowed: [String]) -> String {
    let cause = draft.cause.root
    let flow = draft.example.flow
    let destination = wording.party(flow.destination)
    if cause.ruleID.hasPrefix("published ") {
      return "Take the port mapping \(cause.ruleID.dropFirst("published ".count)) from"
        + " \(destination), or publish it on 127.0.0.1 alone."
    }
    guard case .endpoint(let source) = flow.source else {
      return "Take \(destination) off the network of \(cause.name), or filter on the host."
    }
    let network: String
    if case .endpoint(let id) = flow.destination {
      network = NameLimit.short(
        wording.topology.networks[wording.topology.network(of: id)].name, to: NameLimit.name)
    } else {
      network = cause.name
    }
    let only =
      allowed.isEmpty
      ? "" : " that only \(FindingWords.joined(allowed)) share\(allowed.count == 1 ? "s" : "")"
    return "Both are on the network \(network), where everything is open: take"
      + " \(wording.endpoint(source)) off it, or put \(destination) on a network of its own\(only)."
  }
}
