import Documents
import PacketSets

extension Exported {
  /// A listener, from `aws elbv2 describe-listeners` (API page DescribeListeners, type Listener).
  struct Listener: ExportedRecord {
    /// `ListenerArn`.
    var id: String
    /// `LoadBalancerArn`.
    var balancerARN: String
    /// `Protocol`, in capitals.
    var proto: String
    /// `Port`.
    var port: UInt16
    /// The target groups to which `DefaultActions` forward.
    var targetGroupARNs: [String]
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      id = try value.requiredText("ListenerArn")
      balancerARN = try value.requiredText("LoadBalancerArn")
      proto = try value.text("Protocol")?.uppercased() ?? ""
      guard let port = UInt16(exactly: try value.number("Port") ?? 0) else {
        throw ReadFault(value, "Port is no port")
      }
      self.port = port
      targetGroupARNs = try ListenerAction.targetGroups(of: value, "DefaultActions")
      location = value.location
    }

    /// The account in its name.
    var ownerID: String? { ARN.account(of: id) }

    /// What it accepts; nil when the protocol is not known.
    var accepts: TrafficSet? {
      switch proto {
      case "TCP", "TLS", "HTTP", "HTTPS": .tcp(port...port)
      case "UDP", "QUIC": .udp(port...port)
      case "TCP_UDP", "TCP_QUIC": TrafficSet.tcp(port...port).union(.udp(port...port))
      default: nil
      }
    }
  }
}
