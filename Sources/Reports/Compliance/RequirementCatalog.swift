/// What requirements are about, in a few words of our own.
enum RequirementCatalog {
  /// The title of a framework that a reference names in short.
  static func title(of framework: String) -> String {
    if framework.isEmpty { return "Other references" }
    for (prefix, title) in titles where framework.uppercased().hasPrefix(prefix) {
      let version = framework.dropFirst(prefix.count).drop { $0 == "-" }
      return version.isEmpty ? "\(title) (no version named)" : "\(title) \(version)"
    }
    return framework
  }

  /// What a requirement is about; empty where it is not listed here.
  static func about(framework: String, number: String) -> String {
    let framework = framework.uppercased()
    if framework.hasPrefix("PCI-DSS-4") { return payment[number] ?? "" }
    if framework.hasPrefix("NIST-800-53") { return nist[number.uppercased()] ?? "" }
    if framework.hasPrefix("CIS-AWS-5") { return amazon[number] ?? "" }
    return ""
  }

  private static let titles = [
    ("PCI-DSS", "PCI DSS"), ("NIST-800-53", "NIST SP 800-53"),
    ("CIS-AWS", "CIS Amazon Web Services Foundations"),
    ("CIS-AZURE", "CIS Microsoft Azure Foundations"),
    ("CIS-GCP", "CIS Google Cloud Platform Foundation"), ("CIS-DOCKER", "CIS Docker"),
  ]

  private static let payment = [
    "1.2.3": "network diagrams that show all connections",
    "1.2.4": "diagrams of the flows of account data",
    "1.2.5": "allowed services, protocols and ports, each with a business need",
    "1.2.6": "insecure services have mitigations",
    "1.2.7": "configurations of network controls are reviewed every six months",
    "1.2.8": "configurations are kept consistent with those in use",
    "1.3.1": "inbound traffic to cardholder data is restricted",
    "1.3.2": "outbound traffic from cardholder data is restricted",
    "1.4.1": "controls between trusted and untrusted networks",
    "1.4.2": "inbound traffic from untrusted networks is restricted",
    "1.4.4": "stores of cardholder data are not directly reachable from untrusted networks",
  ]

  private static let nist = [
    "AC-4": "information flows follow approved authorisations",
    "AC-17(1)": "monitoring and control of remote access",
    "CA-3": "exchange of information with other systems",
    "CA-9": "internal connections of the system",
    "CM-2": "baseline configuration",
    "CM-6": "configuration settings",
    "SC-7": "control at external and key internal boundaries",
    "SC-7(5)": "deny by default, allow by exception",
    "SC-7(11)": "incoming traffic is restricted",
    "SC-7(21)": "isolation of system components",
  ]

  private static let amazon = [
    "5.2": "network ACLs: no administration ports from everywhere",
    "5.3": "security groups: no administration ports from any IPv4 address",
    "5.4": "security groups: no administration ports from any IPv6 address",
    "5.5": "default security groups restrict all traffic",
    "5.6": "routes of peerings follow least access",
  ]
}
