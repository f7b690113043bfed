import AWSImport
import Testing

/// The script that makes a complete export.
@Suite struct CollectionTests {
  /// Operations of which the script makes another call that tells the same, or that decide nothing.
  private static let others: Set<String> = [
    // One answer a domain instead of a list.
    "DescribeDomains",
    // Routes of Cloud WAN are asked for by network, segment and edge, which no list tells together.
    "GetNetworkRoutes",
    // Where records of load balancers and groups share a key, both calls are made.
    "DescribeAvailabilityZones", "DescribeRegions", "DescribeAccountAttributes",
    "DescribeFlowLogs", "DescribeVpcEndpointServices", "DescribeSecurityGroupReferences",
    "DescribeStaleSecurityGroups", "DescribeSnapshots", "DescribeVolumes", "ListAccountAliases",
    "DescribeDhcpOptions", "DescribeVpcAttribute",
  ]

  @Test func `every operation that is read is called, and permitted`() {
    let policy = AWSCollection.policy
    let read = AWSReference.operations
    #expect(read.count > 60)
    for operation in read where !Self.others.contains(operation) {
      #expect(policy.contains(":\(operation)\""), "\(operation)")
      #expect(AWSCollection.operations.contains(operation), "\(operation)")
    }
  }

  @Test func `every command that advice names is in the script`() {
    let script = AWSCollection.script(regions: .all)
    for command in AWSReference.commands
    where !command.contains("describe-domains") && !command.contains("get-network-routes") {
      let words = command.split(separator: " ").dropFirst().prefix(2).joined(separator: " ")
      #expect(script.contains(" \(words)"), "\(words)")
    }
  }

  @Test func `the script only reads`() {
    let verbs = ["Describe", "Get", "List", "Search"]
    for line in AWSCollection.policy.split(separator: "\n") where line.contains(":") {
      guard let operation = line.split(separator: ":").last, line.hasPrefix("        \"") else {
        continue
      }
      #expect(verbs.contains { operation.hasPrefix($0) }, "\(line)")
    }
    let script = AWSCollection.script(regions: .configured)
    for word in ["create", "delete", "modify", "put-", "update", "authorize", "--query '\""] {
      #expect(!script.contains(" \(word)"), "\(word)")
    }
  }

  @Test func `regions are listed, asked for or those of the command line`() {
    #expect(
      AWSCollection.script(regions: .named(["eu-west-1", "us-gov-west-1"]))
        .contains("regions=\"eu-west-1 us-gov-west-1\"\n"))
    #expect(AWSCollection.script(regions: .all).contains("aws ec2 describe-regions"))
    #expect(AWSCollection.script(regions: .configured).contains("aws configure get region"))
    // Nothing that is no region gets into the script.
    #expect(
      AWSCollection.script(regions: .named(["x\"; rm -rf /"])).contains("regions=\"\"\n"))
  }

  @Test func `calls about one thing write files that name it`() {
    let script = AWSCollection.script(regions: .configured)
    #expect(
      script.contains(
        "ask \"$folder/ec2-get-managed-prefix-list-entries/$(quoted \"$name0\")\" ec2 "
          + "get-managed-prefix-list-entries --prefix-list-id \"$name0\"\n"))
    #expect(script.contains("elbv2 describe-rules --listener-arn \"$name1\"\n"))
    #expect(script.contains("ecs describe-tasks --cluster \"$name0\" --tasks \"$name1\"\n"))
  }
}
