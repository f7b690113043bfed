import Documents
import PacketSets

extension Exported {
  /// A VPN tunnel, from `gcloud compute vpn-tunnels list` (API resource vpnTunnels).
  struct VpnTunnel: ExportedRecord {
    var id: String
    /// `router`, of a tunnel with dynamic routing.
    var router: String?
    /// `targetVpnGateway` or `vpnGateway`.
    var gateway: String?
    /// `peerIp`.
    var peer: String
    /// `remoteTrafficSelector`: what lies beyond.
    var remoteRanges: [Prefix]
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      id = try origin.identity("vpnTunnels")
      router = try origin.reference("router")
      let classic = try origin.reference("targetVpnGateway")
      gateway = try origin.reference("vpnGateway") ?? classic
      peer = try value.text("peerIp") ?? "an unknown peer"
      remoteRanges = try value.prefixes("remoteTrafficSelector")
      mark = Mark(location: value.location)
    }
  }

  /// A VLAN attachment of an Interconnect (API resource interconnectAttachments).
  struct InterconnectAttachment: ExportedRecord {
    var id: String
    /// `router`.
    var router: String?
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      id = try origin.identity("interconnectAttachments")
      router = try origin.reference("router")
      mark = Mark(location: origin.value.location)
    }
  }
}
