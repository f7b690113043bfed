import Documents
import PacketSets

extension Exported {
  /// The front of a load balancer (API resource forwardingRules, GCP-7.1).
  struct ForwardingRule: ExportedRecord {
    var id: String
    /// `IPAddress`.
    var address: IPAddress?
    /// `IPProtocol`.
    var proto: String
    /// `ports`, `portRange` or `allPorts`; `nil` stands for all of them (GCP-7.5, GCP-7.6).
    var ports: PortSet?
    /// `loadBalancingScheme`.
    var scheme: String
    /// `backendService`.
    var backendService: String?
    /// `target`.
    var target: String?
    /// `network`.
    var network: String?
    /// `subnetwork`.
    var subnetwork: String?
    /// `allowGlobalAccess` (GCP-7.8).
    var isGlobal: Bool
    /// `sourceIpRanges` (GCP-7.9).
    var sourceRanges: [Prefix]
    /// `pscConnectionStatus` (GCP-8.5).
    var connectionStatus: String?
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      let collection =
        origin.record.name.flatMap { ResourceName.collection($0) } ?? "forwardingRules"
      id = try origin.identity(collection)
      address = try value.text("IPAddress").flatMap { Prefix($0)?.address }
      proto = try value.text("IPProtocol") ?? "TCP"
      scheme = try value.text("loadBalancingScheme") ?? ""
      backendService = try origin.reference("backendService")
      target = try origin.reference("target")
      network = try origin.network()
      subnetwork = try origin.reference("subnetwork")
      isGlobal = try value.flag("allowGlobalAccess") ?? false
      sourceRanges = try value.prefixes("sourceIpRanges")
      connectionStatus = try value.text("pscConnectionStatus")
      mark = Mark(location: value.location)
      var texts = try value.texts("ports")
      if let range = try value.text("portRange") { texts.append(range) }
      ports = texts.isEmpty ? nil : PortSet()
      for text in texts {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let low = ends.first.flatMap({ UInt16($0) }),
          let high = ends.last.flatMap({ UInt16($0) }), low <= high
        else { throw ReadFault(value, "\(text) is no port") }
        ports = ports?.union(PortSet(low...high))
      }
    }

    /// The traffic that it takes.
    var traffic: TrafficSet {
      guard let proto = IPProtocol(name: proto.lowercased()) else { return .all }
      guard let ports, proto.hasPorts else { return TrafficSet(proto) }
      return TrafficSet(proto, destinationPorts: ports)
    }

    /// Whether clients come from outside.
    var isExternal: Bool { scheme.hasPrefix("EXTERNAL") || scheme.isEmpty }

    /// Whether it is the door to a service of somebody else (GCP-8.5).
    var isServiceDoor: Bool {
      connectionStatus != nil || target?.contains("/serviceAttachments/") == true
        || target == "all-apis" || target == "vpc-sc" || target?.hasSuffix("/all-apis") == true
        || target?.hasSuffix("/vpc-sc") == true
    }

    /// Whether nothing arrives at it: the end of a tunnel, which takes the tunnel's own packets alone,
    /// or the rule of a service mesh, whose clients open connections to the backends themselves
    /// (GCP-7.1).
    var isNoFront: Bool {
      scheme == "INTERNAL_SELF_MANAGED" || target?.contains("/targetVpnGateways/") == true
    }

    /// Whether it hands packets on as they are (GCP-7.1).
    var passesThrough: Bool {
      if backendService != nil {
        return scheme != "EXTERNAL_MANAGED" && scheme != "INTERNAL_MANAGED"
      }
      guard let target else { return true }
      return target.contains("/targetPools/") || target.contains("/targetInstances/")
    }
  }
}
