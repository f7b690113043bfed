import Documents
import PacketSets
import Topology

extension Exported {
  /// A Cloud SQL instance, from `gcloud sql instances list` (API resource instances, GCP-8.2).
  struct SqlInstance: ExportedRecord {
    var id: String
    /// `databaseVersion`, such as POSTGRES_15.
    var version: String
    /// `settings.ipConfiguration.ipv4Enabled`.
    var isPublic: Bool
    /// `ipAddresses` that listen: PRIMARY.
    var publicAddresses: [IPAddress]
    /// `ipAddresses` of type PRIVATE.
    var privateAddresses: [IPAddress]
    /// `settings.ipConfiguration.privateNetwork`.
    var privateNetwork: String?
    /// `settings.ipConfiguration.authorizedNetworks`.
    var clients: [Client]
    /// Whether `settings.connectorEnforcement` is REQUIRED.
    var requiresConnector: Bool
    /// `pscConfig.pscEnabled`.
    var usesPrivateServiceConnect: Bool
    /// `state`.
    var isRunning: Bool
    /// `settings.userLabels`.
    var labels: [Tag]
    var mark: Mark

    /// An authorized network, until it expires.
    struct Client: Equatable, Sendable {
      var range: Prefix
      var name: String
      var expires: String?
    }

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      id = try origin.identity("instances")
      version = try value.text("databaseVersion") ?? ""
      let settings = try value.object("settings")
      let configuration = try settings?.object("ipConfiguration")
      publicAddresses = []
      privateAddresses = []
      for element in try value.records("ipAddresses") {
        guard let address = try element.address("ipAddress") else { continue }
        switch try element.text("type") {
        case "PRIMARY": publicAddresses.append(address)
        case "PRIVATE": privateAddresses.append(address)
        default: break
        }
      }
      isPublic = try configuration?.flag("ipv4Enabled") ?? !publicAddresses.isEmpty
      privateNetwork = try configuration.flatMap { (part) throws(ReadFault) in
        try origin.part(part).network("privateNetwork")
      }
      clients = []
      for element in try configuration?.records("authorizedNetworks") ?? [] {
        guard let range = try element.prefix("value") else { continue }
        clients.append(
          Client(
            range: range, name: try element.text("name") ?? "",
            expires: try element.text("expirationTime")))
      }
      requiresConnector = try settings?.text("connectorEnforcement") == "REQUIRED"
      usesPrivateServiceConnect =
        try configuration?.object("pscConfig")?.flag("pscEnabled") ?? false
      isRunning = try value.text("state") ?? "RUNNABLE" == "RUNNABLE"
      labels = try settings?.labels("userLabels") ?? []
      mark = Mark(location: value.location)
    }

    /// The port on which the database answers (GCP-8.2).
    var port: UInt16 {
      if requiresConnector { return 3307 }
      if version.hasPrefix("POSTGRES") { return 5432 }
      return version.hasPrefix("SQLSERVER") ? 1433 : 3306
    }
  }

  /// A Memorystore instance, from `gcloud redis instances list` (API resource instances).
  struct RedisInstance: ExportedRecord {
    var id: String
    /// `host`.
    var address: IPAddress?
    /// `port`.
    var port: UInt16
    /// `authorizedNetwork`.
    var network: String?
    /// `labels`.
    var labels: [Tag]
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      id = try origin.identity("instances")
      address = try value.address("host")
      port = UInt16(exactly: try value.number("port") ?? 6379) ?? 6379
      network = try origin.network("authorizedNetwork")
      labels = try value.labels()
      mark = Mark(location: value.location)
    }
  }

  /// A GKE cluster, from `gcloud container clusters list` (API resource clusters, GCP-8.3).
  struct Cluster: ExportedRecord {
    var id: String
    /// `endpoint`, or the public one of the endpoint configuration.
    var publicAddress: IPAddress?
    /// The address of the control plane in the network.
    var privateAddress: IPAddress?
    /// `network` or `networkConfig.network`.
    var network: String?
    /// `subnetwork` or `networkConfig.subnetwork`.
    var subnetwork: String?
    /// Whether the public endpoint is off.
    var isPrivateOnly: Bool
    /// The networks that may call the control plane; `nil` when everybody may.
    var authorized: [Prefix]?
    /// Whether all addresses of Google Cloud may call.
    var admitsGoogleCloud: Bool
    /// `resourceLabels`.
    var labels: [Tag]
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      id = try origin.identity("clusters")
      let privacy = try value.object("privateClusterConfig")
      let endpoints = try value.object("controlPlaneEndpointsConfig")?.object("ipEndpointsConfig")
      let oldAddress = try privacy?.address("publicEndpoint")
      let newAddress = try endpoints?.address("publicEndpoint")
      let endpoint = try value.address("endpoint")
      publicAddress = newAddress ?? oldAddress ?? endpoint
      let oldPrivate = try privacy?.address("privateEndpoint")
      let newPrivate = try endpoints?.address("privateEndpoint")
      let isInner = endpoint?.isPrivate ?? false
      privateAddress = newPrivate ?? oldPrivate ?? (isInner ? endpoint : nil)
      let home = try value.object("networkConfig").map { origin.part($0) }
      let shortNetwork = try origin.network()
      let fullNetwork = try home?.network()
      network = fullNetwork ?? shortNetwork
      subnetwork = try home?.reference("subnetwork")
      let isOff = try endpoints?.flag("enablePublicEndpoint") == false
      let isPrivate = try privacy?.flag("enablePrivateEndpoint") ?? false
      isPrivateOnly = isOff || isPrivate
      let old = try value.object("masterAuthorizedNetworksConfig")
      let config = try endpoints?.object("authorizedNetworksConfig") ?? old
      admitsGoogleCloud = try config?.flag("gcpPublicCidrsAccessEnabled") ?? false
      if try config?.flag("enabled") ?? false {
        var ranges: [Prefix] = []
        for block in try config?.records("cidrBlocks") ?? [] {
          if let range = try block.prefix("cidrBlock") { ranges.append(range) }
        }
        authorized = ranges
      } else {
        authorized = nil
      }
      labels = try value.labels("resourceLabels")
      mark = Mark(location: value.location)
    }
  }

  /// A Serverless VPC Access connector (API resource connectors, GCP-8.6).
  struct Connector: ExportedRecord {
    var id: String
    /// `network`.
    var network: String?
    /// `ipCidrRange`.
    var range: Prefix?
    /// `subnet`: the full name of the subnet from which it sends, in place of a range.
    var subnet: String?
    var mark: Mark

    init(_ origin: Origin) throws(ReadFault) {
      let value = origin.value
      id = try origin.identity("connectors")
      network = try origin.network()
      range = try value.prefix("ipCidrRange")
      subnet = nil
      if let part = try value.object("subnet"), let name = try part.text("name") {
        let written = try part.text("projectId")
        let owner = origin.projects.id(of: written ?? origin.project)
        let region = ResourceName.region(in: id) ?? ""
        subnet = "projects/\(owner)/regions/\(region)/subnetworks/\(name)"
      }
      mark = Mark(location: value.location)
    }
  }
}
