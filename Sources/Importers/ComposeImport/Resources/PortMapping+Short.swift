import Documents
import PacketSets

extension PortMapping {
  /// Why a text is no port.
  struct Fault: Error, Hashable {
    /// The reason.
    var message: String
  }

  /// Reads the short form `[address:][host:]container[/protocol]` (CMP-4.1).
  init(short text: String, at location: SourceLocation) throws(Fault) {
    let (ports, proto) = try Self.splitProtocol(text)
    let parts = ports.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let container = parts[parts.count - 1]
    let host = parts.count > 1 ? parts[parts.count - 2] : ""
    let address = parts.count > 2 ? parts[..<(parts.count - 2)].joined(separator: ":") : ""
    guard !container.isEmpty else { throw Fault(message: "no container port is named") }
    let target = try Self.range(container, "container")
    self.init(
      hostAddress: try Self.address(address),
      published: try Self.published(host, for: target), target: target, proto: proto,
      location: location)
  }

  /// The address of the host; none for an empty text (CMP-1.6).
  static func address(_ text: String) throws(Fault) -> IPAddress? {
    guard !text.isEmpty else { return nil }
    var bare = text[...]
    if bare.hasPrefix("["), bare.hasSuffix("]") { bare = bare.dropFirst().dropLast() }
    guard let address = IPAddress(bare) else {
      throw Fault(message: "`\(Escape.terminal(text))` is no address of the host")
    }
    switch address {
    case .v4(let value) where value.rawValue == 0: return nil
    case .v4, .v6: return address
    }
  }

  /// The ports of the host for those of the container.
  static func published(
    _ text: String, for target: ClosedRange<UInt16>
  ) throws(Fault) -> Published {
    guard !text.isEmpty else { return .ephemeral }
    let range = try Self.range(text, "host")
    if range.count == target.count { return .paired(range) }
    guard target.count == 1 else {
      throw Fault(
        message: "the ranges \(Self.text(range)) of the host and \(Self.text(target)) of the "
          + "container differ in length")
    }
    return .oneOf(range)
  }

  /// Reads a port or a range of ports.
  static func range(_ text: String, _ side: String) throws(Fault) -> ClosedRange<UInt16> {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.map { part in
      part.allSatisfy { ("0"..."9").contains($0) } ? UInt16(part) : nil
    }
    guard numbers.count <= 2, let first = numbers.first ?? nil, let last = numbers.last ?? nil,
      first <= last
    else { throw Fault(message: "`\(Escape.terminal(text))` is no port of the \(side)") }
    return first...last
  }

  private static func splitProtocol(
    _ text: String
  ) throws(Fault) -> (ports: String, proto: IPProtocol) {
    guard let slash = text.firstIndex(of: "/") else { return (text, .tcp) }
    let name = text[text.index(after: slash)...]
    return (String(text[..<slash]), name.isEmpty ? .tcp : try proto(String(name)))
  }

  /// The protocol of a name; Docker publishes three of them.
  static func proto(_ name: String) throws(Fault) -> IPProtocol {
    switch name.lowercased() {
    case "tcp": return .tcp
    case "udp": return .udp
    case "sctp": return .sctp
    default: throw Fault(message: "`\(Escape.terminal(name))` is no protocol of a port")
    }
  }
}
