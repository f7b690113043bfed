import Documents

extension RecordKind {
  /// The kind of an asset by its type, such as `compute.googleapis.com/Network` (GCP-1.2).
  init?(assetType: String) {
    let parts = assetType.split(separator: "/")
    guard parts.count == 2, let service = parts.first?.split(separator: ".").first else {
      return nil
    }
    var type = String(parts[1])
    switch (String(service), type) {
    case ("sqladmin", "Instance"): self = .sqlInstance
    case ("container", "Cluster"): self = .cluster
    case ("redis", "Instance"): self = .redisInstance
    case ("run", "Service"): self = .runService
    case ("vpcaccess", "Connector"): self = .connector
    case ("networkconnectivity", "PolicyBasedRoute"): self = .policyBasedRoute
    case ("networksecurity", "AddressGroup"): self = .addressGroup
    case ("cloudresourcemanager", "Project"): self = .project
    case ("cloudresourcemanager", "TagBinding"): self = .tagBinding
    case ("compute", "Project"): return nil
    case ("compute", _):
      for prefix in ["Global", "Region"] where type.hasPrefix(prefix) {
        type.removeFirst(prefix.utf8.count)
      }
      self.init(rawValue: type.prefix(1).lowercased() + type.dropFirst())
    default: return nil
    }
  }

  /// The kind of an object by its own words: its `kind`, its link to itself, or its members.
  init?(_ value: JSONValue) {
    guard value.kind == .object else { return nil }
    if let kind = value["kind"]?.string, !kind.isEmpty {
      self.init(apiKind: kind, value)
      return
    }
    let own: String? = value["selfLink"]?.string ?? value["name"]?.string
    let link: String = own ?? ""
    if link.contains("/"), let kind = Self.linked(link) {
      self = kind
      return
    }
    guard let kind = Self.shaped(value) else { return nil }
    self = kind
  }

  private init?(apiKind: String, _ value: JSONValue) {
    let parts = apiKind.split(separator: "#")
    guard parts.count == 2 else {
      guard apiKind == "Service", value["apiVersion"]?.string?.hasPrefix("serving.knative") == true
      else { return nil }
      self = .runService
      return
    }
    switch (parts[0], parts[1]) {
    case ("compute", "routerStatusResponse"): self = .routerStatus
    case ("compute", "project"): return nil
    case ("sql", "instance"): self = .sqlInstance
    case ("compute", let word), ("networkconnectivity", let word):
      self.init(rawValue: String(word))
    default: return nil
    }
  }

  /// Whether an object tells the members of a group: the answer of `listInstances` or
  /// `listNetworkEndpoints`, or an entry of `get-health`.
  static func isMembership(_ value: JSONValue) -> Bool {
    if let kind = value["kind"]?.string {
      return kind == "compute#instanceGroupsListInstances"
        || kind == "compute#regionInstanceGroupsListInstances"
        || kind == "compute#networkEndpointGroupsListNetworkEndpoints"
    }
    return value["backend"]?.string?.contains("Groups/") == true
      && value["status"]?["healthStatus"]?.kind == .array
  }

  private static func linked(_ link: String) -> RecordKind? {
    guard let collection = ResourceName.collection(ResourceName.path(link)) else { return nil }
    if collection == "instances" {
      if link.contains("sqladmin") || link.contains("/sql/") { return .sqlInstance }
      if link.contains("redis") { return .redisInstance }
      return link.contains("/zones/") ? .instance : nil
    }
    switch collection {
    case "services": return link.contains("run.googleapis.com") ? .runService : nil
    case "projects": return .project
    case "sqlInstances", "redisInstances", "runServices", "effectiveFirewalls": return nil
    default: return byCollection[collection]
    }
  }

  /// The members by which a kind is known where neither `kind` nor a link tells.
  private static let shapes: [(kind: RecordKind, keys: [String])] = [
    (.sqlInstance, ["databaseVersion", "settings"]),
    (.cluster, ["currentMasterVersion"]),
    (.redisInstance, ["redisVersion"]),
    (.instance, ["networkInterfaces", "machineType"]),
    (.instance, ["networkInterfaces", "name"]),
    (.vpnTunnel, ["peerIp", "localTrafficSelector"]),
    (.subnetwork, ["ipCidrRange", "network"]),
    (.route, ["destRange", "network"]),
    (.firewall, ["allowed", "network"]),
    (.firewall, ["denied", "network"]),
    (.firewallPolicy, ["rules", "associations"]),
    (.forwardingRule, ["IPAddress", "loadBalancingScheme"]),
    (.network, ["autoCreateSubnetworks"]),
    (.network, ["routingConfig", "name"]),
    (.router, ["nats", "network"]),
    (.tagBinding, ["tagValue", "parent"]),
    (.project, ["projectId", "projectNumber"]),
    (.project, ["projectId", "name"]),
    (.runService, ["ingress", "latestReadyRevision"]),
  ]

  private static func shaped(_ value: JSONValue) -> RecordKind? {
    shapes.first { shape in shape.keys.allSatisfy { value[$0] != nil } }?.kind
  }
}
