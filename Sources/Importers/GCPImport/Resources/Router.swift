import Documents
import PacketSets

extension Exported {
  /// A Cloud Router with its NAT gateways, from `gcloud compute routers list` (API resource routers).
  struct Router: ExportedRecord {
    var id: String
    /// `network`.
    var network: String?
    /// `nats`.
    var nats: [Nat]
    /// Whether `bgpPeers` may bring in routes that no list of routes holds (GCP-1.6).
    var learnsRoutes: Bool
    var mark: Mark

    /// The region.
    var region: String { ResourceName.segment(after: "regions", in: id) ?? "" }

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      id = try origin.identity("routers")
      network = try origin.network()
      nats = []
      for element in try value.records("nats") { nats.append(try Nat(origin.part(element))) }
      learnsRoutes = try !value.records("bgpPeers").isEmpty
      mark = Mark(location: value.location)
    }
  }

  /// A Cloud NAT gateway (API type RouterNat, GCP-6.10).
  struct Nat: Equatable, Sendable {
    /// `name`.
    var name: String
    /// Whether `type` is PRIVATE: it translates for other networks and not for the internet.
    var isPrivate: Bool
    /// `natIps`: full names of addresses.
    var addresses: [String]
    /// Whether the gateway takes addresses by itself.
    var allocates: Bool
    /// `sourceSubnetworkIpRangesToNat`.
    var scope: String
    /// `subnetworks`, of LIST_OF_SUBNETWORKS.
    var subnetworks: [Source]
    /// Whether machines are among `endpointTypes`.
    var servesMachines: Bool
    var mark: Mark

    /// A subnet that is translated, and which of its ranges.
    struct Source: Equatable, Sendable {
      var subnetwork: String
      var ranges: [String]
      var secondaryNames: [String]
    }

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      name = try value.text("name") ?? "nat"
      isPrivate = try value.text("type") == "PRIVATE"
      addresses = try origin.references("natIps")
      allocates = try value.text("natIpAllocateOption") != "MANUAL_ONLY"
      scope = try value.text("sourceSubnetworkIpRangesToNat") ?? "ALL_SUBNETWORKS_ALL_IP_RANGES"
      subnetworks = []
      for element in try value.records("subnetworks") {
        guard let name = try origin.part(element).reference("name") else { continue }
        subnetworks.append(
          Source(
            subnetwork: name, ranges: try element.texts("sourceIpRangesToNat"),
            secondaryNames: try element.texts("secondaryIpRangeNames")))
      }
      let types = try value.texts("endpointTypes")
      servesMachines = types.isEmpty || types.contains("ENDPOINT_TYPE_VM")
      mark = Mark(location: value.location)
    }

    /// Whether it translates an address of a subnet: the primary one, or one of a secondary range.
    func translates(_ subnet: Subnetwork?, _ id: String, secondary: String?) -> Bool {
      switch scope {
      case "ALL_SUBNETWORKS_ALL_IP_RANGES": return true
      case "ALL_SUBNETWORKS_ALL_PRIMARY_IP_RANGES": return secondary == nil
      default:
        guard let source = subnetworks.first(where: { $0.subnetwork == id }) else { return false }
        if source.ranges.contains("ALL_IP_RANGES") || source.ranges.isEmpty { return true }
        guard let secondary else { return source.ranges.contains("PRIMARY_IP_RANGE") }
        return source.secondaryNames.contains(secondary)
      }
    }
  }

  /// What a Cloud Router does now, from `gcloud compute routers get-status`.
  struct RouterStatus: Sendable {
    /// `result.network`.
    var network: String?
    /// The addresses of NAT gateways by the name of the gateway.
    var addresses: [String: [IPAddress]] = [:]
    /// `bestRoutes` and `bestRoutesForRouter`: what was learned, by destination.
    var learned: [Prefix] = []
    var location: SourceLocation

    init(_ origin: Origin) throws(ReadFault) {
      location = origin.value.location
      if origin.value["result"]?.kind == .array {
        for nat in try origin.value.records("result") {
          guard let name = try nat.text("natName") else { continue }
          for mapping in try nat.records("natIpInfoMappings") {
            if let address = try mapping.address("natIp") {
              addresses[name, default: []].append(address)
            }
          }
        }
        return
      }
      guard let result = try origin.value.object("result") else {
        throw ReadFault(origin.value, "a status has no result")
      }
      network = try origin.part(result).network()
      for nat in try result.records("natStatus") {
        guard let name = try nat.text("name") else { continue }
        for text in try nat.texts("userAllocatedNatIps") + nat.texts("autoAllocatedNatIps") {
          if let address = IPAddress(text) { addresses[name, default: []].append(address) }
        }
      }
      for key in ["bestRoutes", "bestRoutesForRouter"] as [StaticString] {
        for route in try result.records(key) {
          if let prefix = try route.prefix("destRange") { learned.append(prefix) }
        }
      }
    }
  }
}
