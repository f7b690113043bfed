import PacketSets
import Reachability
import TierPolicy
import Topology

/// Derives the words of a provider for a change.
///
/// A remedy is offered only where every id in it is plain: a name from an export never becomes a
/// part of a command that a shell would obey.
struct RemedyWriter {
  let topology: Topology
  let rule: PolicyRule

  /// The remedies for what a draft shows; none where nothing follows from the exports.
  ///
  /// - Parameters:
  ///   - draft: The pair that speaks for the finding.
  ///   - traffic: What the finding opens.
  /// - Returns: The remedies, in the order of their forms.
  func remedies(_ draft: FindingDraft, _ traffic: TrafficSet) -> [Remedy] {
    guard draft.cause.root.kind == .allowRule, let cause = draft.cause.rule,
      let scope = draft.carrier(in: topology)?.scope
    else { return [] }
    let filter = topology.filters[cause.filter]
    switch scope.provider {
    case "aws": return AWSRemedies(filter: filter, rule: cause.rule, scope: scope).all
    case "azure":
      return AzureRemedies(
        filter: filter, rule: cause.rule, traffic: self.rule.traffic.intersection(traffic)
      ).all
    case "gcp": return GoogleRemedies(filter: filter, rule: cause.rule).all
    default: return []
    }
  }
}

/// What may stand in a command.
enum PlainWord {
  /// Whether a text is of letters, digits, `.`, `_`, `-`, `/` and `:` and begins like a word.
  static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) || isDigit(first), text.utf8.count <= 200
    else { return false }
    return text.utf8.allSatisfy {
      isLetter($0) || isDigit($0) || [0x2E, 0x5F, 0x2D, 0x2F, 0x3A].contains($0)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

extension FindingDraft {
  /// The machine or service that the cause protects.
  func carrier(in topology: Topology) -> Resource? {
    guard let cause = cause.rule else { return nil }
    let party =
      topology.filters[cause.filter].direction == .inbound
      ? example.flow.destination : example.flow.source
    guard case .endpoint(let id) = party else { return nil }
    return topology.resource(of: id)
  }

  /// Whether the cause is a network of containers, which has no rules that anybody could remove.
  func isOfContainers(_ topology: Topology) -> Bool {
    carrier(in: topology)?.scope.provider == "docker"
      && cause.root.id.hasPrefix("docker/")
  }
}
