import Documents

/// What it means for proofs that objects of a type are read and not modelled.
enum UnmodelledType {
  /// The effect and the words for people.
  static func treatment(of type: String) -> (ProofEffect, String) {
    let word = type.prefix(1).lowercased() + type.dropFirst()
    if harmless.contains(word) { return (.exact, "decides no packet") }
    if controls.contains(word) {
      return (.ignored, "a further control, which is not counted as protection")
    }
    if openers.contains(word) {
      return (.assumedClosed, "may connect networks or serve requests, which is not modelled")
    }
    return (.ignored, "not modelled")
  }

  /// The types of which it is known what they mean, sorted.
  static var all: [String] { harmless.union(controls).union(openers).sorted() }

  private static let harmless: Set<String> = [
    "disk", "image", "snapshot", "region", "regions", "zone", "zones", "healthCheck",
    "httpHealthCheck", "httpsHealthCheck", "instanceTemplate", "instanceGroupManager",
    "regionInstanceGroupManager", "autoscaler", "project", "license", "sslCertificate",
    "sslPolicy", "bucket", "role", "serviceAccount", "serviceAccountKey",
    "backendServiceGroupHealth",
    "dataset", "table", "keyRing", "cryptoKey", "cryptoKeyVersion", "billingAccount",
    "organization",
    "folder", "machineType", "resourcePolicy", "regionDisk", "vmEndpointNatMappingsList",
    "connectivityTests", "interconnect", "targetVpnGateway", "vpnGateway", "externalVpnGateway",
    "nodePool", "commitment", "managedZone", "managedZones", "policy",
  ]

  private static let controls: Set<String> = [
    "securityPolicy", "servicePerimeter", "accessLevel", "accessPolicy", "networkPolicy",
  ]

  private static let openers: Set<String> = [
    "hub", "spoke", "packetMirroring", "backendBucket", "service", "version",
    "function", "cloudFunction", "application", "networkAttachment",
  ]
}
