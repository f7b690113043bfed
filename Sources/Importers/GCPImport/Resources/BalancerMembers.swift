import Documents
import PacketSets

extension Exported {
  /// A target of forwarding rules that names machines: a target pool or a target instance (API
  /// resources targetPools and targetInstances, GCP-7.1).
  struct MachineTarget: ExportedRecord {
    var id: String
    /// `instances[]` of a pool, `instance` of a target instance.
    var instances: [String]
    /// `backupPool`, whose machines take over.
    var backup: String?
    /// `network`, of a target instance.
    var network: String?
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      let isPool = origin.record.kind == .targetPool
      id = try origin.identity(isPool ? "targetPools" : "targetInstances")
      instances = try origin.references("instances")
      if let one = try origin.reference("instance") { instances.append(one) }
      instances.sort()
      backup = try origin.reference("backupPool")
      network = try origin.network()
      mark = Mark(location: origin.value.location)
    }
  }

  /// A network endpoint group (API resource networkEndpointGroups, GCP-7.11).
  struct EndpointGroup: ExportedRecord {
    var id: String
    /// `networkEndpointType`.
    var type: String
    /// `size`: how many endpoints it has.
    var size: Int?
    /// `defaultPort`.
    var port: Int?
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      id = try origin.identity("networkEndpointGroups")
      type = try value.text("networkEndpointType") ?? ""
      size = try value.number("size")
      port = try value.number("defaultPort")
      mark = Mark(location: value.location)
    }
  }

  /// The members of a group: the answer of `listInstances` or `listNetworkEndpoints`, or an entry of
  /// `get-health`.
  struct GroupMembers: ExportedRecord {
    var id: String
    /// The group.
    var group: String
    /// The members, sorted.
    var members: [Member]
    var mark: Mark

    /// A machine, or an endpoint of one.
    struct Member: Hashable, Sendable {
      /// `instance`.
      var instance: String?
      /// `ipAddress`.
      var address: IPAddress?
      /// `port`.
      var port: Int?
    }

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      let backend = try value.text("backend")
      let own = try value.text("selfLink")
      let name = try value.text("id")
      guard let link = backend ?? name ?? own else {
        throw ReadFault(value, "a list of members names no group")
      }
      let path = ResourceName.path(link).split(separator: "/")
      let isCall = path.last?.hasPrefix("list") ?? false
      group = origin.projects.canonical(
        (isCall ? path.dropLast() : path[...]).joined(separator: "/"), in: origin.project)
      id = "\(group)/members"
      members = []
      // What a check of health saw at the moment decides no packet.
      for element in try value.object("status")?.records("healthStatus") ?? [] {
        // The address and port of a machine of an instance group tell nothing that it does not.
        let isEndpoint = group.contains("/networkEndpointGroups/")
        members.append(
          Member(
            instance: try Self.instance(origin.part(element), of: group),
            address: isEndpoint ? try element.address("ipAddress") : nil,
            port: isEndpoint ? try element.number("port") : nil))
      }
      for element in try value.records("items") {
        let inner = try element.object("networkEndpoint")
        let endpoint = inner ?? element
        members.append(
          Member(
            instance: try Self.instance(origin.part(endpoint), of: group),
            address: try endpoint.address("ipAddress"), port: try endpoint.number("port")))
      }
      members = Set(members).sorted { "\($0)" < "\($1)" }
      mark = Mark(location: value.location)
    }

    /// An endpoint group names machines of its zone by their short names.
    private static func instance(_ origin: Origin, of group: String) throws(ReadFault) -> String? {
      guard let text = try origin.value.text("instance") else { return nil }
      if text.contains("/") { return try origin.reference("instance") }
      guard let zone = ResourceName.segment(after: "zones", in: group) else { return nil }
      let project = ResourceName.segment(after: "projects", in: group) ?? ""
      return "projects/\(project)/zones/\(zone)/instances/\(text)"
    }
  }

  /// The producer's end of Private Service Connect (API resource serviceAttachments, GCP-8.5).
  struct ServiceAttachment: ExportedRecord {
    var id: String
    /// `targetService`: the forwarding rule of the producer.
    var service: String?
    /// `natSubnets`: where the producer sees connections come from.
    var subnets: [String]
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      id = try origin.identity("serviceAttachments")
      let target = try origin.reference("targetService")
      let older = try origin.reference("producerForwardingRule")
      service = target ?? older
      subnets = try origin.references("natSubnets")
      mark = Mark(location: value.location)
    }
  }
}
