import Testing

/// VPC Block Public Access as accounts tell it.
struct PublicAccessTests {
  private static func options(_ mode: String) -> String {
    #"{"AwsAccountId": "123456789012", "AwsRegion": "us-east-1", "InternetGatewayBlockMode": "\#(mode)"}"#
  }

  private static func exclusion(_ resource: String, _ mode: String, state: String) -> String {
    """
    [{"ExclusionId": "vpcbpa-exclude-1", "InternetGatewayExclusionMode": "\(mode)",
      "ResourceArn": "arn:aws:ec2:us-east-1:123456789012:\(resource)", "State": "\(state)"}]
    """
  }

  @Test func `AWS-BPA-01: the options of the account hold where VPCs and subnets tell no mode`()
    throws
  {
    for (mode, fate) in [("block-bidirectional", Fate.isBlocked), ("off", .passes)] {
      let imported = try Imported(["VpcBlockPublicAccessOptions": Self.options(mode)])
      #expect(try imported.fate(from: "eni-a", to: "8.8.8.8") == fate)
      #expect(try imported.fate(from: "8.8.8.8", to: "eni-a", at: "192.0.2.1") == fate)
    }
    let subnets = """
      [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24",
        "AvailabilityZone": "us-east-1a", "OwnerId": "123456789012",
        "BlockPublicAccessStates": {"InternetGatewayBlockMode": "off"}},
       {"SubnetId": "subnet-b", "VpcId": "vpc-1", "CidrBlock": "10.0.2.0/24",
        "AvailabilityZone": "us-east-1b", "OwnerId": "123456789012"}]
      """
    let told = try Imported([
      "VpcBlockPublicAccessOptions": Self.options("block-bidirectional"), "Subnets": subnets,
    ])
    #expect(try told.fate(from: "eni-a", to: "8.8.8.8") == .passes)
  }

  @Test(arguments: [
    ("vpc/vpc-1", "allow-bidirectional", "create-complete", Fate.passes),
    ("subnet/subnet-a", "allow-bidirectional", "update-complete", .passes),
    ("subnet/subnet-b", "allow-bidirectional", "create-complete", .isBlocked),
    ("subnet/subnet-a", "allow-egress", "create-complete", .isBlocked),
    ("subnet/subnet-a", "allow-bidirectional", "delete-complete", .isBlocked),
  ])
  func `AWS-BPA-01: exclusions leave out a VPC with its subnets, or a subnet`(
    resource: String, mode: String, state: String, fate: Fate
  ) throws {
    let imported = try Imported([
      "VpcBlockPublicAccessOptions": Self.options("block-bidirectional"),
      "VpcBlockPublicAccessExclusions": Self.exclusion(resource, mode, state: state),
    ])
    // An instance with a public address is no NAT gateway: egress alone does not help it.
    #expect(try imported.fate(from: "8.8.8.8", to: "eni-a", at: "192.0.2.1") == fate)
    #expect(try imported.fate(from: "eni-a", to: "8.8.8.8") == fate)
  }

  @Test func `AWS-BPA-01: the options of another account or region do not hold here`() throws {
    let other = Self.options("block-bidirectional").replacing("us-east-1", with: "eu-west-1")
    let imported = try Imported(["VpcBlockPublicAccessOptions": other])
    #expect(try imported.fate(from: "eni-a", to: "8.8.8.8") == .passes)
  }
}
