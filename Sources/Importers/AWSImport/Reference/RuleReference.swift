/// A rule of AWS by which exports are read, with the page of AWS that states it.
///
/// Rules are cited by their ids in the code and in the names of tests.
struct RuleReference: Sendable {
  /// The id, such as `AWS-RT-05`.
  var id: String
  /// The rule in short.
  var statement: String

  init(_ id: String, _ statement: String) {
    self.id = id
    self.statement = statement
  }

  /// The page of AWS that states the rule.
  var page: String { Self.pages[id.split(separator: "-").dropFirst().first ?? ""] ?? Self.guide }

  private static let guide = "https://docs.aws.amazon.com/vpc/latest/userguide/"

  private static let pages: [Substring: String] = [
    "IO": "https://docs.aws.amazon.com/cli/latest/reference/ec2/",
    "RT": guide + "VPC_Route_Tables.html",
    "SG": guide + "vpc-security-groups.html",
    "ACL": guide + "vpc-network-acls.html",
    "IGW": guide + "VPC_Internet_Gateway.html",
    "EIGW": guide + "egress-only-internet-gateway.html",
    "NAT": guide + "vpc-nat-gateway.html",
    "BPA": guide + "security-vpc-bpa-basics.html",
    "SHR": guide + "vpc-sharing.html",
    "PCX": "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html",
    "TGW": "https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html",
    "VGW": "https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-route-priority.html",
    "VPE": "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
    "ELB":
      "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html",
    "SVC":
      "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
    "NFW": "https://docs.aws.amazon.com/network-firewall/latest/developerguide/vpc-config.html",
    "CWN": "https://docs.aws.amazon.com/network-manager/latest/cloudwan/what-is-cloudwan.html",
  ]
}
