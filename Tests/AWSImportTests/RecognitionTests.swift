import AWSImport
import Documents
import Testing

@Suite struct RecognitionTests {
  private func label(_ text: String, path: String = "x.json") throws -> String? {
    AWSImporter.recognise(try JSONDocument.parse(text: text, path: path))
  }

  @Test(arguments: [
    (#"{"Vpcs": []}"#, "AWS DescribeVpcs"),
    (#"{"Reservations": []}"#, "AWS DescribeInstances"),
    (#"{"status_code": 200, "data": {"Subnets": []}}"#, "AWS DescribeSubnets"),
    (#"{"Addresses": [], "ResponseMetadata": {"RequestId": "x"}}"#, "AWS DescribeAddresses"),
    (#"{"Vpcs": [], "Subnets": [], "FlowLogs": []}"#, "AWS: 3 kinds of records"),
    (#"{"TransitGateways": []}"#, "AWS DescribeTransitGateways"),
    (#"{"Listeners": [{"ListenerArn": "arn:x"}]}"#, "AWS DescribeListeners"),
    (
      #"{"PrefixLists": [{"PrefixListId": "pl-1", "Cidrs": []}]}"#, "AWS DescribePrefixLists"
    ),
    (
      #"{"PrefixLists": [{"PrefixListId": "pl-1", "MaxEntries": 1}]}"#,
      "AWS DescribeManagedPrefixLists"
    ),
    (#"["vpc-0123456789abcdef0"]"#, "AWS --query projection"),
  ]) func `AWS-IO-09: answers are known by their keys`(text: String, expected: String) throws {
    #expect(try label(text) == expected)
  }

  @Test(arguments: [
    "{}", "[]", "5", #"{"services": {"web": {}}}"#, #"{"Listeners": [{"port": 1}]}"#,
    #"[{"name": "sg-web", "network": "vpc-main"}]"#, #"{"Subnets": [{"name": "a"}]}"#,
    #"{"Rules": []}"#, #"{"version": 4, "resources": []}"#,
  ]) func `what AWS did not write is not known`(text: String) throws {
    #expect(try label(text) == nil)
  }

  @Test func `other answers are known by the names of their files`() throws {
    #expect(
      try label(#"{"Users": []}"#, path: "prod/us-east-1/iam-list-users.json")
        == "AWS iam list-users")
    #expect(
      try label(#"{"Entries": []}"#, path: "ec2-get-managed-prefix-list-entries/pl-12345678")
        == "AWS GetManagedPrefixListEntries")
  }
}
