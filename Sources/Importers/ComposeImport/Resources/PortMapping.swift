import Documents
import PacketSets

/// A published port of a service, from `ports` (Compose specification, chapter Services).
struct PortMapping: Hashable, Sendable {
  /// Which ports of the host stand for the container's.
  enum Published: Hashable, Sendable {
    /// A port that the engine picks when the container starts.
    case ephemeral
    /// As many as the container's, one for each.
    case paired(ClosedRange<UInt16>)
    /// One of them, which the engine picks, for a single port of the container.
    case oneOf(ClosedRange<UInt16>)
  }

  /// How a swarm publishes it; a plain engine does not look at it (CMP-4.3).
  enum Mode: String, Hashable, Sendable {
    /// On every node.
    case ingress
    /// On the node that runs the task.
    case host
  }

  /// The address of the host; nil is every one.
  var hostAddress: IPAddress?
  /// The ports of the host.
  var published: Published
  /// The ports of the container.
  var target: ClosedRange<UInt16>
  /// The protocol: tcp, udp or sctp.
  var proto: IPProtocol
  /// How a swarm publishes it.
  var mode: Mode = .ingress
  /// The variables that decide what it says.
  var variables: [Template.Use] = []
  /// Where it stands.
  var location: SourceLocation

  /// The host's ports as text; empty where the engine picks one of all.
  var publishedText: String {
    switch published {
    case .ephemeral: ""
    case .paired(let range), .oneOf(let range): Self.text(range)
    }
  }

  /// The number of single ports that it publishes.
  var count: Int { target.count }

  /// What makes two of them the same for Compose (CMP-1.9).
  var identity: String {
    "\(hostAddress?.description ?? "0.0.0.0"):\(publishedText):\(Self.text(target))/\(proto)"
  }

  /// The port as `docker ps` would print it.
  var text: String {
    "\(hostAddress.map { "\($0):" } ?? "")\(publishedText)->\(Self.text(target))/\(proto)"
  }

  /// A range as text.
  static func text(_ range: ClosedRange<UInt16>) -> String {
    range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
  }
}
