import PacketSets
import Testing
import Topology

/// Services of other VPCs behind interface endpoints.
struct PrivateLinkTests {
  private static let name = "com.amazonaws.vpce.us-east-1.vpce-svc-1"

  private func account(_ more: [String: String?]) throws -> Imported {
    let endpoint = Base.eni(
      "eni-e", "10.0.2.70", #""InterfaceType": "vpc_endpoint""#, subnet: "subnet-b")
    let lists = Balanced.lists([
      "SecurityGroups": """
      [{"GroupId": "sg-web", "GroupName": "web", "VpcId": "vpc-1",
        "IpPermissions": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
        "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}]
      """,
      "NetworkInterfaces": "[\(Base.eniA), \(endpoint), \(Balanced.nodes)]",
      "VpcEndpoints": """
      [{"VpcEndpointId": "vpce-1", "VpcEndpointType": "Interface", "VpcId": "vpc-1",
        "NetworkInterfaceIds": ["eni-e"], "ServiceName": "\(Self.name)", "State": "available"}]
      """,
      "ServiceConfigurations": """
      [{"ServiceId": "vpce-svc-1", "ServiceName": "\(Self.name)", "ServiceState": "Available",
        "NetworkLoadBalancerArns": ["\(Balanced.arn)"]}]
      """,
    ])
    return try Imported(lists.merging(more, uniquingKeysWith: { $1 }))
  }

  @Test func `AWS-VPE-04: an endpoint answers the ports of its provider's listeners at most`()
    throws
  {
    let imported = try account([:])
    #expect(imported.endpoint("eni-e")?.offers == .tcp(80...80))
    #expect(try imported.fate(from: "eni-a", to: "eni-e", port: 80) == .isUndecided)
    #expect(try imported.fate(from: "eni-a", to: "eni-e", port: 443) == .isBlocked)
    #expect(try imported.fate(from: "eni-a", to: "eni-e", .icmp) == .isBlocked)
    #expect(try imported.fate(from: "eni-e", to: "eni-a", port: 80) == .isBlocked)
  }

  @Test(arguments: [
    ("ServiceConfigurations", "describe-vpc-endpoint-service-configurations"),
    ("Listeners", "describe-listeners --load-balancer-arn \(Balanced.arn)"),
  ])
  func `AWS-VPE-04: what is missing of a provider is named`(key: String, remedy: String) throws {
    var missing: [String: String?] = [:]
    missing.updateValue(nil, forKey: key)
    let imported = try account(missing)
    #expect(try imported.fate(from: "eni-a", to: "eni-e", port: 443) == .isUndecided)
    #expect(
      imported.topology.assumptions.contains {
        $0.statement.contains("the service behind") && $0.remedy.contains(remedy)
      })
  }
}
