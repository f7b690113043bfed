/// What is said about recorded projects, and why it is right to say it.
enum JustifiedCodes {
  /// The codes that dumps of whole projects may give.
  static let ofProjects: [String: String] = [
    "gcp.cluster.sharedAddress":
      "Two clusters of gke1 were redacted to one address of their control planes.",
    "gcp.duplicate":
      "The aggregated lists were taken months after those of single zones, of rebuilt objects.",
    "gcp.firewall.egressSources":
      "The rules of gce1 were edited by hand to what the API does not allow.",
    "gcp.firewall.notExported": "Most dumps hold networks without their effective firewalls.",
    "gcp.firewallPolicy.hierarchyUnknown":
      "Without effective firewalls nothing tells the policies above the project.",
    "gcp.forwardingRule.notExported": "Dumps about machines hold no forwarding rules.",
    "gcp.forwardingRule.unknownBackends":
      "No list of members of a group was dumped beside the groups.",
    "gcp.forwardingRule.unknownPlace": "Dumps of balancers hold no networks or subnets.",
    "gcp.incomplete": "Pages with `nextPageToken` were dumped without the pages that follow.",
    "gcp.instance.aliasRange": "Nodes of clusters have ranges of pods of 256 addresses.",
    "gcp.instance.notExported": "Dumps about networks and services hold no machines.",
    "gcp.instance.pendingAddress": "Stopped machines have access configurations without address.",
    "gcp.link.unknownNetwork": "A tunnel was dumped without its gateway and router.",
    "gcp.nat.addresses": "NAT gateways with addresses of Google were dumped without their status.",
    "gcp.network.notExported": "Machines and clusters were dumped without their networks.",
    "gcp.peering.missingSide": "The network of managed services belongs to Google.",
    "gcp.route.notExported": "Most dumps hold no list of routes.",
    "gcp.route.opaqueTarget":
      "Routes lead to attachments, and to NAT gateways where no routers were dumped.",
    "gcp.service.noPeering":
      "Private databases were dumped without the peering that leads to them.",
    "gcp.subnetwork.googleAccess":
      "Which of the addresses of Google a packet of such a subnet means is part of no export.",
    "json.duplicateKey": "An aggregated list of gce1 was put together by hand with one zone twice.",
    "gcp.subnetwork.notExported": "Machines were dumped without their subnets.",
  ]
  /// The codes that collections of single answers may give as well.
  static let ofCollections: [String: String] = [
    "gcp.forwardingRule.unknownTarget": "Rules were recorded without what stands behind them.",
    "gcp.record": "Templates have placeholders in the place of addresses.",
    "gcp.refusedCall": "Answers of calls that failed were recorded as well.",
    "gcp.route.shadowed": "A route was made for a test inside the range of a subnet.",
    "gcp.router.learnedRoutes": "A router with sessions was recorded without its status.",
    "gcp.service.noAddress": "Services were recorded while they were being made.",
  ]
}
