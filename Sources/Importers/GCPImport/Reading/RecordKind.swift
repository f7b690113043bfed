/// The kinds of records that are lowered to the graph, by the word of the API in the singular.
enum RecordKind: String, CaseIterable, Hashable, Sendable {
  case network, subnetwork, firewall, firewallPolicy, effectiveFirewalls, instance, route, router
  case routerStatus, address, forwardingRule, backendService, instanceGroup, networkEndpointGroup
  case targetHttpProxy, targetHttpsProxy, targetTcpProxy, targetSslProxy, targetGrpcProxy, urlMap
  case targetPool, targetInstance, vpnTunnel, interconnectAttachment, policyBasedRoute
  case addressGroup, sqlInstance, cluster, redisInstance, connector, runService, project
  case tagBinding, groupMembers, serviceAttachment

  /// The command that exports these records whole.
  var command: String {
    switch self {
    case .network: "gcloud compute networks list --format=json"
    case .subnetwork: "gcloud compute networks subnets list --format=json"
    case .firewall: "gcloud compute firewall-rules list --format=json"
    case .firewallPolicy:
      "gcloud compute network-firewall-policies describe NAME --global --format=json"
    case .effectiveFirewalls:
      "gcloud compute networks get-effective-firewalls NETWORK --format=json"
    case .instance: "gcloud compute instances list --format=json"
    case .route: "gcloud compute routes list --format=json"
    case .router: "gcloud compute routers list --format=json"
    case .routerStatus: "gcloud compute routers get-status ROUTER --region=REGION --format=json"
    case .address: "gcloud compute addresses list --format=json"
    case .forwardingRule: "gcloud compute forwarding-rules list --format=json"
    case .backendService: "gcloud compute backend-services list --format=json"
    case .instanceGroup: "gcloud compute instance-groups list --format=json"
    case .networkEndpointGroup: "gcloud compute network-endpoint-groups list --format=json"
    case .targetHttpProxy: "gcloud compute target-http-proxies list --format=json"
    case .targetHttpsProxy: "gcloud compute target-https-proxies list --format=json"
    case .targetTcpProxy: "gcloud compute target-tcp-proxies list --format=json"
    case .targetSslProxy: "gcloud compute target-ssl-proxies list --format=json"
    case .targetGrpcProxy: "gcloud compute target-grpc-proxies list --format=json"
    case .urlMap: "gcloud compute url-maps list --format=json"
    case .targetPool: "gcloud compute target-pools list --format=json"
    case .targetInstance: "gcloud compute target-instances list --format=json"
    case .vpnTunnel: "gcloud compute vpn-tunnels list --format=json"
    case .interconnectAttachment: "gcloud compute interconnects attachments list --format=json"
    case .policyBasedRoute:
      "gcloud network-connectivity policy-based-routes list --format=json"
    case .addressGroup:
      "gcloud network-security address-groups list --location=LOCATION --format=json"
    case .sqlInstance: "gcloud sql instances list --format=json"
    case .cluster: "gcloud container clusters list --format=json"
    case .redisInstance: "gcloud redis instances list --region=REGION --format=json"
    case .connector:
      "gcloud compute networks vpc-access connectors list --region=REGION --format=json"
    case .runService: "gcloud run services list --format=json"
    case .groupMembers:
      "gcloud compute backend-services get-health SERVICE --format=json"
    case .serviceAttachment: "gcloud compute service-attachments list --format=json"
    case .project: "gcloud projects describe PROJECT --format=json"
    case .tagBinding:
      "gcloud resource-manager tags bindings list --parent=MACHINE --location=ZONE --format=json"
    }
  }

  /// The kind by the collection in a path, such as `networks`.
  static let byCollection: [String: RecordKind] = {
    var result: [String: RecordKind] = [:]
    for kind in allCases {
      let word = kind.rawValue
      if word.hasSuffix("y") {
        result["\(word.dropLast())ies"] = kind
      } else {
        result[word.hasSuffix("s") || word.hasSuffix("x") ? "\(word)es" : "\(word)s"] = kind
      }
    }
    return result
  }()
}
