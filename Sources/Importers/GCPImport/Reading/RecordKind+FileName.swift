extension RecordKind {
  /// The kind that the name of a file tells, such as `networks-subnets-list.json`; needed where a list
  /// is empty.
  init?(fileName: some StringProtocol) {
    let name = fileName.lowercased()
    guard let found = Self.words.first(where: { name.contains($0.word) }) else { return nil }
    self = found.kind
  }

  /// Words in names of files; those that hold others stand before them.
  private static let words: [(word: String, kind: RecordKind)] = [
    ("effective-firewalls", .effectiveFirewalls), ("firewall-policies", .firewallPolicy),
    ("firewall-rules", .firewall), ("firewalls", .firewall),
    ("forwarding-rules", .forwardingRule), ("get-health", .groupMembers),
    ("sql-instances", .sqlInstance), ("redis-instances", .redisInstance),
    ("target-instances", .targetInstance), ("instances", .instance),
    ("target-http-proxies", .targetHttpProxy), ("target-https-proxies", .targetHttpsProxy),
    ("target-tcp-proxies", .targetTcpProxy), ("target-ssl-proxies", .targetSslProxy),
    ("target-grpc-proxies", .targetGrpcProxy), ("target-pools", .targetPool),
    ("url-maps", .urlMap), ("backend-services", .backendService),
    ("network-endpoint-groups", .networkEndpointGroup), ("instance-groups", .instanceGroup),
    ("connectors", .connector), ("address-groups", .addressGroup), ("subnets", .subnetwork),
    ("subnetworks", .subnetwork), ("networks", .network), ("get-status", .routerStatus),
    ("routers", .router), ("policy-based-routes", .policyBasedRoute), ("routes", .route),
    ("vpn-tunnels", .vpnTunnel), ("addresses", .address),
    ("service-attachments", .serviceAttachment), ("attachments", .interconnectAttachment),
    ("clusters", .cluster), ("run-services", .runService), ("tags-bindings", .tagBinding),
    ("tag-bindings", .tagBinding), ("projects", .project),
  ]
}
