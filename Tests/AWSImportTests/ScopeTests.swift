import AWSImport
import Documents
import Testing
import Topology

@Suite struct ScopeTests {
  private let vpcs = #"{"Vpcs": [{"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/16"}]}"#

  private func scope(_ files: [String: String]) throws -> Scope? {
    try Imported(files: files).topology.networks.first?.scope
  }

  @Test(arguments: [
    ("aws_configs/accounts/111111111111/eu-west-1/Vpcs.json", "111111111111", "eu-west-1"),
    ("account-data/prod/us-gov-west-1/ec2-describe-vpcs.json", "prod", "us-gov-west-1"),
    ("aws_configs/us-east-2/Vpcs.json", "", "us-east-2"),
    ("vpcs.json", "", ""),
  ]) func `folders tell the account and the region`(path: String, account: String, region: String)
    throws
  {
    #expect(
      try scope([path: vpcs]) == Scope(provider: "aws", account: account, region: region))
  }

  @Test func `records know better than folders, and neighbours help out`() throws {
    let found = try scope([
      "account-data/prod/us-east-1/ec2-describe-vpcs.json": vpcs,
      "account-data/prod/us-east-1/sts-get-caller-identity.json": """
      {"UserId": "x", "Account": "123456789012", "Arn": "arn:aws:iam::123456789012:root"}
      """,
    ])
    #expect(found == Scope(provider: "aws", account: "123456789012", region: "us-east-1"))
    let byZone = try scope([
      "x/vpcs.json": vpcs,
      "x/subnets.json": """
      {"Subnets": [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "OwnerId": "123456789012",
        "AvailabilityZone": "us-west-2-lax-1a"}]}
      """,
    ])
    #expect(byZone == Scope(provider: "aws", account: "123456789012", region: "us-west-2"))
  }

  @Test func `AWS-SHR-01: the owner's listing of a shared subnet is used, without a warning`()
    throws
  {
    let tagged = """
      {"Subnets": [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "OwnerId": "111111111111",
        "CidrBlock": "10.0.0.0/24", "Tags": [{"Key": "Name", "Value": "shared"}]}]}
      """
    let bare = """
      {"Subnets": [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "OwnerId": "111111111111",
        "CidrBlock": "10.0.0.0/24"}]}
      """
    for owner in ["111111111111", "222222222222"] {
      let other = owner == "111111111111" ? "222222222222" : "111111111111"
      let imported = try Imported(
        files: [
          "accounts/\(owner)/us-east-1/Subnets.json": owner == "111111111111" ? tagged : bare,
          "accounts/\(other)/us-east-1/Subnets.json": owner == "111111111111" ? bare : tagged,
        ])
      #expect(imported.subnet("subnet-a")?.name == "shared")
      #expect(!imported.codes.contains("aws.duplicate"))
    }
  }

  @Test func `the order of documents does not matter`() throws {
    let files = Base.lists.compactMapValues { $0 }.map { key, list in
      ("x/\(key).json", "{\"\(key)\": \(list)}")
    }
    let table = Dictionary(uniqueKeysWithValues: files)
    let first = try Imported(files: table)
    let second = try Imported(files: table, reversed: true)
    #expect(first.topology == second.topology)
    #expect(first.coverage == second.coverage)
    #expect(first.diagnostics.sorted() == second.diagnostics.sorted())
  }
}
