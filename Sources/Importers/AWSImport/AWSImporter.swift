public import Documents
public import Topology

/// Reads exports of AWS and lowers them to the neutral graph.
///
/// Any mix of files is accepted: answers of `aws ec2 describe-*` as JSON, the folders of CloudMapper
/// and Batfish, objects with the keys of many answers, recorded answers in their envelopes, answers
/// of the Query APIs in XML, and what AWS Config writes.
public enum AWSImporter {
  /// Returns what a file holds, such as `AWS DescribeVpcs`, or nil when AWS did not write it.
  public static func recognise(_ input: InputDocument) -> String? {
    switch input {
    case .json(let document): recognise(document)
    case .text(let file): XMLAnswer.operation(in: file).map { "AWS \($0) as XML" }
    }
  }

  /// Returns what a document holds, such as `AWS DescribeVpcs`, or nil when AWS did not write it.
  public static func recognise(_ document: JSONDocument) -> String? {
    if ConfigurationExport.isPresent(in: document) { return "AWS Config items" }
    let path = ExportPath(document.file.path)
    var operations: [String] = []
    for root in document.roots {
      guard let page = ExportPage(root, file: 0) else { continue }
      if page.refusal != nil, root["status_code"] != nil || root["ResponseMetadata"] != nil {
        return "AWS error answer"
      }
      for content in page.content(at: path) where !operations.contains(content.operation) {
        operations.append(content.operation)
      }
    }
    if operations.count == 1, let operation = operations.first { return "AWS \(operation)" }
    if operations.count > 1 { return "AWS: \(operations.count) kinds of records" }
    if isProjection(document) { return "AWS --query projection" }
    if let operation = path.operation, services.contains(operation.service) {
      return "AWS \(operation.service) \(operation.name)"
    }
    return nil
  }

  /// The services of which exports may lie beside those of EC2 and decide no packet.
  private static let services: Set<String> = [
    "accessanalyzer", "accessanalzyer", "acm", "apigateway", "autoscaling", "cloudformation",
    "cloudfront", "cloudtrail", "cloudwatch", "config", "dynamodb", "ec2", "ecr", "ecs", "efs",
    "eks", "elasticache", "elb", "elbv2", "es", "events", "firehose", "glacier", "guardduty",
    "iam", "kafka", "kms", "lambda", "logs", "network-firewall", "opensearch", "organizations",
    "ram", "rds", "redshift", "route53", "route53domains", "s3", "s3api", "secretsmanager",
    "securityhub", "sns", "sqs", "ssm", "sts", "support", "waf", "wafv2", "lightsail",
    "elasticbeanstalk", "emr", "kinesis", "mediastore", "sagemaker", "glue", "athena",
  ]

  /// Whether a document is the result of `--query`: a bare list of things with ids of AWS
  /// (AWS-IO-08).
  static func isProjection(_ document: JSONDocument) -> Bool {
    document.roots.contains { root in
      guard root.kind == .array, let first = root[0] else { return false }
      return looksLikeAWS(first, depth: 0)
    }
  }

  private static let idWords: Set<String> = [
    "vpc", "subnet", "i", "eni", "sg", "igw", "rtb", "acl", "nat", "pcx", "pl", "vpce", "eipalloc",
  ]

  private static func looksLikeAWS(_ value: JSONValue, depth: Int) -> Bool {
    switch value.kind {
    case .string:
      let text = value.string ?? ""
      if text.hasPrefix("arn:aws") { return true }
      guard let dash = text.firstIndex(of: "-"), idWords.contains(String(text[..<dash])) else {
        return false
      }
      // Identifiers have 8 or 17 hexadecimal digits (AWS-IO-05).
      let digits = text[text.index(after: dash)...]
      return [8, 17].contains(digits.utf8.count)
        && digits.allSatisfy { $0.isHexDigit && $0.isASCII && !$0.isUppercase }
    case .array:
      return depth < 3 && value.elements.contains { looksLikeAWS($0, depth: depth + 1) }
    case .object:
      return depth < 3 && value.members.contains { looksLikeAWS($0.value, depth: depth + 1) }
    case .null, .bool, .number:
      return false
    }
  }

  /// Returns the graph of all documents together and the account of what was read.
  ///
  /// The order of the documents does not matter. What they do not hold becomes an assumption of
  /// the graph or a diagnostic that says what it does to proofs.
  ///
  /// - Parameters:
  ///   - documents: The documents of one source, of any number of accounts and regions.
  ///   - diagnostics: Where to report what is missing, damaged or contradictory.
  /// - Returns: The graph and the coverage.
  public static func fragment(
    of documents: [InputDocument], diagnostics: inout Diagnostics
  ) -> TopologyFragment {
    withExtendedLifetime(documents) {
      let inventory = Inventory(reading: documents)
      return withExtendedLifetime(inventory.documents) {
        diagnostics.append(contentsOf: inventory.diagnostics)
        var lowering = Lowering(inventory)
        lowering.run()
        diagnostics.append(contentsOf: lowering.diagnostics)
        return TopologyFragment(topology: lowering.topology, coverage: lowering.coverage())
      }
    }
  }

  /// Returns the graph of JSON documents together and the account of what was read.
  ///
  /// - Parameters:
  ///   - documents: The documents of one source, of any number of accounts and regions.
  ///   - diagnostics: Where to report what is missing, damaged or contradictory.
  /// - Returns: The graph and the coverage.
  public static func fragment(
    of documents: [JSONDocument], diagnostics: inout Diagnostics
  ) -> TopologyFragment {
    fragment(of: documents.map { InputDocument.json($0) }, diagnostics: &diagnostics)
  }
}
