/// A small project that tests change in one place: one network, two subnets, two machines.
///
/// `web` has an external address, `db` has none; a route leads to the internet.
struct Project {
  var networks = [Self.network("net")]
  var subnets = [
    Self.subnet("a", "10.1.0.0/24"), Self.subnet("b", "10.2.0.0/24"),
  ]
  var firewalls: [String] = []
  var policies: [String]? = []
  var instances = [
    Self.machine("web", "10.1.0.10", tags: ["web"], publicAddress: "192.0.2.10"),
    Self.machine("db", "10.2.0.10", subnet: "b", tags: ["db"]),
  ]
  var routes = [Self.route("default", "0.0.0.0/0", #""nextHopGateway": "\#(gateway)""#)]
  var routers: [String]? = []
  var others: [String: String] = [:]

  static let base = "https://www.googleapis.com/compute/v1/projects/p"
  static let gateway = "\(base)/global/gateways/default-internet-gateway"

  /// The files of `gcloud … list --format=json`.
  var files: [String: String] {
    var files: [String: String] = [
      "networks.json": list(networks), "subnets.json": list(subnets),
      "firewall-rules.json": list(firewalls), "instances.json": list(instances),
      "routes.json": list(routes), "forwarding-rules.json": "[]",
    ]
    if let routers { files["routers.json"] = list(routers) }
    if let policies {
      files["effective-firewalls-net.json"] = """
        {"firewalls": \(list(firewalls)), "firewallPolicys": \(list(policies))}
        """
    }
    return files.merging(others, uniquingKeysWith: { $1 })
  }

  private func list(_ records: [String]) -> String { "[\(records.joined(separator: ",\n"))]" }

  /// A network with more members.
  static func network(_ name: String, _ more: String = "") -> String {
    """
    {"kind": "compute#network", "name": "\(name)", "autoCreateSubnetworks": false,
     \(more.isEmpty ? "" : "\(more),") "selfLink": "\(base)/global/networks/\(name)"}
    """
  }

  static func subnet(
    _ name: String, _ range: String, network: String = "net", _ more: String = ""
  ) -> String {
    """
    {"kind": "compute#subnetwork", "name": "\(name)", "ipCidrRange": "\(range)",
     "network": "\(base)/global/networks/\(network)", \(more.isEmpty ? "" : "\(more),")
     "region": "\(base)/regions/europe-west4",
     "selfLink": "\(base)/regions/europe-west4/subnetworks/\(name)"}
    """
  }

  /// A machine with one interface.
  static func machine(
    _ name: String, _ address: String, subnet: String = "a", network: String = "net",
    tags: [String] = [], publicAddress: String? = nil, account: String? = nil,
    interface: String = "", _ more: String = ""
  ) -> String {
    let access =
      publicAddress.map { #""accessConfigs": [{"type": "ONE_TO_ONE_NAT", "natIP": "\#($0)"}],"# }
      ?? ""
    let identity = account.map { #""serviceAccounts": [{"email": "\#($0)"}],"# } ?? ""
    let list = tags.map { "\"\($0)\"" }.joined(separator: ", ")
    return """
      {"kind": "compute#instance", "name": "\(name)", "status": "RUNNING", \(identity)
       "tags": {"items": [\(list)]}, \(more.isEmpty ? "" : "\(more),")
       "networkInterfaces": [{"name": "nic0", "networkIP": "\(address)", \(access)
         \(interface.isEmpty ? "" : "\(interface),")
         "network": "\(base)/global/networks/\(network)",
         "subnetwork": "\(base)/regions/europe-west4/subnetworks/\(subnet)"}],
       "zone": "\(base)/zones/europe-west4-a",
       "selfLink": "\(base)/zones/europe-west4-a/instances/\(name)"}
      """
  }

  /// A firewall rule of the network; `entries` are those of `allowed` or `denied`.
  static func rule(
    _ name: String, _ entries: String, deny: Bool = false, priority: Int = 1000,
    egress: Bool = false, network: String = "net", _ more: String = ""
  ) -> String {
    """
    {"kind": "compute#firewall", "name": "\(name)", "priority": \(priority),
     "direction": "\(egress ? "EGRESS" : "INGRESS")", \(more.isEmpty ? "" : "\(more),")
     "\(deny ? "denied" : "allowed")": [\(entries)],
     "network": "\(base)/global/networks/\(network)",
     "selfLink": "\(base)/global/firewalls/\(name)"}
    """
  }

  static func route(
    _ name: String, _ destination: String, _ hop: String, priority: Int = 1000,
    network: String = "net"
  ) -> String {
    """
    {"kind": "compute#route", "name": "\(name)", "destRange": "\(destination)",
     "priority": \(priority), \(hop), "network": "\(base)/global/networks/\(network)",
     "selfLink": "\(base)/global/routes/\(name)"}
    """
  }

  /// A policy as `get-effective-firewalls` lists it.
  static func policy(_ name: String, type: String = "HIERARCHY", _ rules: String...) -> String {
    """
    {"name": "\(name)", "type": "\(type)", "rules": [\(rules.joined(separator: ", "))]}
    """
  }

  /// A rule of a policy.
  static func policyRule(
    _ priority: Int, _ action: String, _ match: String, egress: Bool = false, _ more: String = ""
  ) -> String {
    """
    {"priority": \(priority), "action": "\(action)", \(more.isEmpty ? "" : "\(more),")
     "direction": "\(egress ? "EGRESS" : "INGRESS")", "match": {\(match)}}
    """
  }

  static let ssh = #"{"IPProtocol": "tcp", "ports": ["22"]}"#
  static let everything = #"{"IPProtocol": "all"}"#
  static let anySource = #""sourceRanges": ["0.0.0.0/0"]"#
  static let ssh4 = #""layer4Configs": [{"ipProtocol": "tcp", "ports": ["22"]}]"#
}
