import Documents
import FoundationEssentials
import PacketSets
import TestSupport

@testable import HostImport

/// A measured packet: where it came from, where it went, and what became of it.
struct Probe: Sendable {
  var interface: String?
  var isFromHost: Bool
  var packet: Packet
  var verdict: String
  var line: String

  /// The interface behind each place of the laboratory.
  private static let interfaces = ["hl-ext": "eth0", "hl-int": "eth1", "hl-dmz": "eth2"]

  /// Reads the probes of a scenario.
  static func all(_ path: String) throws -> [Probe] {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count >= 6, let destination = IPAddress(fields[2]) else { return nil }
      let isFromHost = fields[1] == "(host)"
      let own: String
      switch destination {
      case .v4: own = fields[2].hasPrefix("127.") ? "127.0.0.1" : "203.0.113.10"
      case .v6: own = "2001:db8:1::10"
      }
      guard let source = IPAddress(isFromHost ? own : fields[1]),
        let proto = fields[3] == "icmp" && destination.family == .v6
          ? .icmpv6 : IPProtocol(name: fields[3])
      else { return nil }
      let port = UInt16(fields[4]) ?? (proto == .icmp ? 8 << 8 : 128 << 8)
      let origin = fields[0].split(separator: "(").first.map(String.init) ?? fields[0]
      return Probe(
        interface: interfaces[origin], isFromHost: isFromHost,
        packet: Packet(
          source: source, destination: destination, proto: proto,
          sourcePort: proto.hasPorts ? 49152 : 0, destinationPort: port), verdict: fields[5],
        line: String(line))
    }
  }

  /// What became of it in the words of a question.
  var expected: String { verdict == "ALLOW" ? "delivered" : "blocked" }
}
