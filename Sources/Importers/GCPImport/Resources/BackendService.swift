import Documents
import PacketSets

extension Exported {
  /// What a load balancer passes connections on to (API resource backendServices).
  struct BackendService: ExportedRecord {
    var id: String
    /// `backends[].group`: instance groups and network endpoint groups.
    var groups: [String]
    /// `protocol`.
    var proto: String
    /// `portName`, looked up in the instance group (GCP-7.5).
    var portName: String?
    /// `port`, where no name is given.
    var port: Int?
    /// `loadBalancingScheme`.
    var scheme: String
    /// `network`, of pass-through balancers.
    var network: String?
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      id = try origin.identity("backendServices")
      groups = []
      for element in try value.records("backends") {
        if let group = try origin.part(element).reference("group") { groups.append(group) }
      }
      proto = try value.text("protocol") ?? "TCP"
      portName = try value.text("portName")
      port = try value.number("port")
      scheme = try value.text("loadBalancingScheme") ?? ""
      network = try origin.network()
      mark = Mark(location: value.location)
    }
  }

  /// A group of machines behind balancers (API resource instanceGroups).
  struct InstanceGroup: ExportedRecord {
    var id: String
    /// `namedPorts` by their names.
    var ports: [String: [UInt16]]
    /// `size`: how many machines it has.
    var size: Int?
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      id = try origin.identity("instanceGroups")
      ports = [:]
      for element in try value.records("namedPorts") {
        guard let name = try element.text("name"),
          let port = try element.number("port").flatMap({ UInt16(exactly: $0) })
        else { continue }
        ports[name, default: []].append(port)
      }
      size = try value.number("size")
      mark = Mark(location: value.location)
    }
  }

  /// A proxy of a balancer, or its map of paths: what leads to backend services.
  struct BalancerTarget: ExportedRecord {
    var id: String
    /// The map of paths of a proxy.
    var urlMap: String?
    /// The backend services and buckets that it names anywhere.
    var services: [String]
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      guard let link = try origin.reference("selfLink") ?? origin.record.name else {
        throw ReadFault(value, "a balancer's target has no link to itself")
      }
      id = origin.projects.canonical(link, in: origin.project)
      urlMap = try origin.reference("urlMap")
      var found: Set<String> = []
      Self.collect(value, depth: 0, into: &found)
      services = found.map { origin.projects.canonical($0, in: origin.project) }.sorted()
      mark = Mark(location: value.location)
    }

    /// The references to backends, which stand at many places of a map of paths.
    private static func collect(_ value: JSONValue, depth: Int, into found: inout Set<String>) {
      guard depth < 12 else { return }
      switch value.kind {
      case .array:
        for element in value.elements { collect(element, depth: depth + 1, into: &found) }
      case .object:
        for (key, member) in value.members {
          let isService = ["service", "defaultService", "backendService"].contains(key.string)
          if isService, let link = member.string {
            found.insert(link)
          } else {
            collect(member, depth: depth + 1, into: &found)
          }
        }
      case .null, .bool, .number, .string: break
      }
    }
  }
}
