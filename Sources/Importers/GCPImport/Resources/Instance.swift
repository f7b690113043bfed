import Documents
import PacketSets
import Topology

extension Exported {
  /// A virtual machine, from `gcloud compute instances list` (API resource instances).
  struct Instance: ExportedRecord {
    var id: String
    /// `id`: its number, by which bindings of tags name it.
    var number: String
    /// `status` (GCP-8.8).
    var status: String
    /// `tags.items`: network tags, which hold in every network of the machine (GCP-2.16).
    var networkTags: [String]
    /// `serviceAccounts[0].email` (GCP-2.16).
    var serviceAccount: String?
    /// `canIpForward` (GCP-6.14).
    var forwards: Bool
    /// `networkInterfaces`.
    var interfaces: [Interface]
    /// `labels`.
    var labels: [Tag]
    /// The instance group that made it, by its metadata `created-by`.
    var group: String?
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      id = try origin.identity("instances")
      for item in try value.object("metadata")?.records("items") ?? [] {
        guard try item.text("key") == "created-by", let maker = try item.text("value"),
          maker.contains("/instanceGroupManagers/")
        else { continue }
        group = origin.projects.canonical(maker, in: origin.project)
          .replacing("/instanceGroupManagers/", with: "/instanceGroups/")
      }
      number = value.member("id").map { $0.string ?? $0.rawText } ?? ""
      status = try value.text("status") ?? "RUNNING"
      networkTags = try value.object("tags")?.texts("items").sorted() ?? []
      serviceAccount = try value.records("serviceAccounts").first?.text("email")
      forwards = try value.flag("canIpForward") ?? false
      interfaces = []
      for (index, element) in try value.records("networkInterfaces").enumerated() {
        interfaces.append(try Interface(origin.part(element), index))
      }
      labels = try value.labels()
      mark = Mark(location: value.location)
    }

    /// The zone.
    var zone: String { ResourceName.segment(after: "zones", in: id) ?? "" }

    /// Whether it runs; one that does not may be started.
    var isRunning: Bool { ["RUNNING", "PROVISIONING", "STAGING", "REPAIRING"].contains(status) }
  }

  /// A network interface of a machine (API type NetworkInterface).
  struct Interface: Equatable, Sendable {
    /// `name`, such as `nic0`.
    var name: String
    /// `network`.
    var network: String?
    /// `subnetwork`.
    var subnetwork: String?
    /// `networkIP`.
    var address: IPAddress?
    /// `accessConfigs[].natIP`.
    var publicAddress: IPAddress?
    /// Whether an access configuration has no address yet (GCP-6.7).
    var awaitsPublicAddress: Bool
    /// `ipv6Address` and `ipv6AccessConfigs[].externalIpv6`.
    var addresses6: [IPAddress]
    /// `aliasIpRanges`.
    var aliases: [Prefix]
    var mark: Mark

    init(_ origin: Origin, _ index: Int) throws(ReadFault) {
      let value = origin.value
      name = try value.text("name") ?? "nic\(index)"
      network = try origin.network()
      subnetwork = try origin.reference("subnetwork")
      address = try value.address("networkIP")
      publicAddress = nil
      awaitsPublicAddress = false
      for element in try value.records("accessConfigs") {
        if let found = try element.address("natIP") {
          publicAddress = publicAddress ?? found
        } else {
          awaitsPublicAddress = true
        }
      }
      addresses6 = []
      if let internalAddress = try value.address("ipv6Address") {
        addresses6.append(internalAddress)
      }
      for element in try value.records("ipv6AccessConfigs") {
        guard let text = try element.text("externalIpv6") else { continue }
        guard let prefix = Prefix(text) else { throw ReadFault(element, "\(text) is no address") }
        if !addresses6.contains(prefix.address) { addresses6.append(prefix.address) }
      }
      aliases = []
      for element in try value.records("aliasIpRanges") {
        // A new machine is exported with the length alone, such as `/24`.
        guard let text = try element.text("ipCidrRange"), !text.hasPrefix("/") else { continue }
        guard let prefix = Prefix(text) else { throw ReadFault(element, "\(text) is no range") }
        aliases.append(prefix)
      }
      mark = Mark(location: value.location)
    }
  }
}
