import Documents
import PacketSets
import Reachability
import Testing
import Topology

/// Gateway endpoints of S3 and DynamoDB.
struct GatewayEndpointTests {
  private static func account(
    state: String = "available", routes: String...
  ) -> [String: String?] {
    [
      "VpcEndpoints": """
      [{"VpcEndpointId": "vpce-s3", "VpcEndpointType": "Gateway", "VpcId": "vpc-1",
        "ServiceName": "com.amazonaws.us-east-1.s3", "State": "\(state)",
        "PolicyDocument": "{\\"Statement\\":[{\\"Effect\\":\\"Deny\\"}]}"}]
      """,
      "PrefixLists": """
      [{"PrefixListId": "pl-00000001", "Cidrs": ["198.51.100.0/24"]}]
      """,
      "RouteTables": """
      [{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}],
        "Routes": [\(([Base.local] + routes).joined(separator: ", "))]}]
      """,
      "NetworkInterfaces": "[\(Base.eni("eni-a", "10.0.1.10"))]",
    ]
  }

  private static let toService = Base.route(
    "DestinationPrefixListId", "pl-00000001", "GatewayId", "vpce-s3")

  private func connection(_ imported: Imported, _ address: String, isLeaving: Bool = true) throws
    -> Connection
  {
    let model = ReachabilityModel(imported.topology)
    let index = imported.topology.endpoints.ids.first {
      imported.topology.endpoints[$0].id == "eni-a"
    }
    let inside = Party.endpoint(try #require(index))
    let outside = Party.outside(Topology.internet, try #require(IPAddress(address)))
    return isLeaving
      ? model.connection(from: inside, to: outside) : model.connection(from: outside, to: inside)
  }

  @Test func `AWS-VPE-01: TCP and pings leave for the service from a private address`() throws {
    let imported = try Imported(Self.account(routes: Self.toService))
    let service = try connection(imported, "198.51.100.7")
    #expect(service.certain == TrafficSet(.tcp).union(.echoRequests).restricted(toFamily: .v4))
    #expect(service.certain == service.possible)
    #expect(try connection(imported, "203.0.113.7").possible.isEmpty)
    #expect(try connection(imported, "198.51.100.7", isLeaving: false).possible.isEmpty)
  }

  @Test func `AWS-VPE-01: the list of the service beats the default route`() throws {
    let imported = try Imported(Self.account(routes: Self.toService, Base.igw))
    #expect(!(try connection(imported, "198.51.100.7").certain.isEmpty))
    #expect(try connection(imported, "203.0.113.7").possible.isEmpty)
  }

  @Test func `AWS-VPE-02: a policy is told beside the path`() throws {
    let imported = try Imported(Self.account(routes: Self.toService))
    #expect(imported.diagnostic("aws.vpcEndpoint.policy")?.effect == .exact)
  }

  @Test func `a deleted endpoint carries nothing`() throws {
    let imported = try Imported(Self.account(state: "Deleting", routes: Self.toService))
    #expect(try connection(imported, "198.51.100.7").possible.isEmpty)
  }
}
