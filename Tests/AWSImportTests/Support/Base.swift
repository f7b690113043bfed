/// A small account that tests change in one place: one VPC, two subnets, an internet gateway.
enum Base {
  static let lists: [String: String?] = [
    "Vpcs": """
    [{"VpcId": "vpc-1", "OwnerId": "123456789012", "CidrBlock": "10.0.0.0/16",
      "CidrBlockAssociationSet": [
        {"CidrBlock": "10.0.0.0/16", "CidrBlockState": {"State": "associated"}}],
      "Tags": [{"Key": "Name", "Value": "main"}]}]
    """,
    "Subnets": """
    [{"SubnetId": "subnet-a", "VpcId": "vpc-1", "CidrBlock": "10.0.1.0/24",
      "AvailabilityZone": "us-east-1a", "OwnerId": "123456789012"},
     {"SubnetId": "subnet-b", "VpcId": "vpc-1", "CidrBlock": "10.0.2.0/24",
      "AvailabilityZone": "us-east-1b", "OwnerId": "123456789012"}]
    """,
    "RouteTables": """
    [{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}],
      "Routes": [\(local), \(igw)]}]
    """,
    "NetworkAcls": """
    [{"NetworkAclId": "acl-1", "VpcId": "vpc-1", "IsDefault": true,
      "Associations": [{"SubnetId": "subnet-a"}, {"SubnetId": "subnet-b"}],
      "Entries": [
        {"RuleNumber": 100, "Egress": false, "Protocol": "-1", "RuleAction": "allow",
         "CidrBlock": "0.0.0.0/0"},
        {"RuleNumber": 100, "Egress": true, "Protocol": "-1", "RuleAction": "allow",
         "CidrBlock": "0.0.0.0/0"}]}]
    """,
    "SecurityGroups": """
    [{"GroupId": "sg-web", "GroupName": "web", "VpcId": "vpc-1", "OwnerId": "123456789012",
      "IpPermissions": [
        {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443,
         "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}],
      "IpPermissionsEgress": [{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]},
     {"GroupId": "sg-db", "GroupName": "db", "VpcId": "vpc-1", "OwnerId": "123456789012",
      "IpPermissions": [
        {"IpProtocol": "tcp", "FromPort": 5432, "ToPort": 5432,
         "UserIdGroupPairs": [{"GroupId": "sg-web", "UserId": "123456789012"}]}],
      "IpPermissionsEgress": []}]
    """,
    "InternetGateways": """
    [{"InternetGatewayId": "igw-1", "OwnerId": "123456789012",
      "Attachments": [{"VpcId": "vpc-1", "State": "available"}]}]
    """,
    "NetworkInterfaces": "[\(eniA), \(eniB)]",
    "Reservations": """
    [{"OwnerId": "123456789012", "Instances": [
      {"InstanceId": "i-web", "State": {"Name": "running"},
       "Tags": [{"Key": "Name", "Value": "web-1"}]}]}]
    """,
  ]

  static let local = route("DestinationCidrBlock", "10.0.0.0/16", "GatewayId", "local")
  static let igw = route("DestinationCidrBlock", "0.0.0.0/0", "GatewayId", "igw-1")
  static let eniA = eni(
    "eni-a", "10.0.1.10", #""Attachment": {"InstanceId": "i-web"}"#, publicAddress: "192.0.2.1")
  static let eniB = eni("eni-b", "10.0.2.10", subnet: "subnet-b", groups: ["sg-db"])

  /// A route with one destination and one target.
  static func route(
    _ destinationKey: String, _ destination: String, _ targetKey: String, _ target: String,
    state: String = "active", origin: String = "CreateRoute"
  ) -> String {
    """
    {"\(destinationKey)": "\(destination)", "\(targetKey)": "\(target)", "State": "\(state)",
     "Origin": "\(origin)"}
    """
  }

  /// The tables of the base account with more routes in the main one.
  static func tables(_ routes: String...) -> String {
    """
    [{"RouteTableId": "rtb-main", "VpcId": "vpc-1", "Associations": [{"Main": true}],
      "Routes": [\((routes).joined(separator: ", "))]}]
    """
  }

  /// A network interface with one address.
  static func eni(
    _ id: String, _ address: String, _ more: String = #""Description": """#,
    subnet: String = "subnet-a", groups: [String] = ["sg-web"], publicAddress: String? = nil
  ) -> String {
    let association = publicAddress.map { ", \"Association\": {\"PublicIp\": \"\($0)\"}" } ?? ""
    let list = groups.map { "{\"GroupId\": \"\($0)\"}" }.joined(separator: ", ")
    return """
      {"NetworkInterfaceId": "\(id)", "SubnetId": "\(subnet)", "VpcId": "vpc-1",
       "OwnerId": "123456789012", "AvailabilityZone": "us-east-1a", "Status": "in-use",
       "PrivateIpAddress": "\(address)", "Groups": [\(list)], \(more),
       "PrivateIpAddresses": [
         {"Primary": true, "PrivateIpAddress": "\(address)"\(association)}]}
      """
  }

  /// A security group with the given permissions.
  static func group(_ id: String, inbound: String = "", outbound: String = "") -> String {
    """
    {"GroupId": "\(id)", "GroupName": "\(id)", "VpcId": "vpc-1", "OwnerId": "123456789012",
     "IpPermissions": [\(inbound)], "IpPermissionsEgress": [\(outbound)]}
    """
  }
}
