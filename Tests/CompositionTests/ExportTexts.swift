import Documents

/// Small exports in memory.
enum ExportTexts {
  static let networks = """
    {"Vpcs": [{"VpcId": "vpc-0a1b2c3d", "CidrBlock": "10.0.0.0/16", "OwnerId": "111122223333",
      "CidrBlockAssociationSet": [{"CidrBlock": "10.0.0.0/16",
        "CidrBlockState": {"State": "associated"}}]}]}
    """

  static let subnets = """
    {"Subnets": [{"SubnetId": "subnet-0a1b2c3d", "VpcId": "vpc-0a1b2c3d",
      "CidrBlock": "10.0.1.0/24", "AvailabilityZone": "eu-west-1a", "OwnerId": "111122223333"}]}
    """

  /// A folder of one network with a file of another tool, a broken file and a table.
  static let mixed = [
    "in/vpcs.json": networks,
    "in/subnets.json": subnets,
    "in/package.json": "{\"name\": \"site\", \"version\": \"1.0.0\"}",
    "in/broken.json": "{\"Vpcs\": [",
    "in/table.txt": "-----\n| DescribeVpcs |\n-----\n",
  ]
}
