import Documents
import PacketSets
import Testing
import Topology

/// What the records of managed services add to their interfaces.
@Suite struct ServiceTests {
  /// The base account with one more interface in `subnet-b`, and the answer about a service.
  static func imported(
    _ interface: String?, _ answer: String, groups: [String] = ["sg-db"], name: String = "service"
  ) throws -> Imported {
    var files: [String: String] = [:]
    for (key, list) in Base.lists {
      var list = try #require(list)
      if key == "NetworkInterfaces" {
        let more = interface.map {
          ", " + Base.eni("eni-x", "10.0.2.30", $0, subnet: "subnet-b", groups: groups)
        }
        list = "[\(Base.eniA)\(more ?? "")]"
      }
      files["x/123456789012/us-east-1/\(key).json"] = "{\"\(key)\": \(list)}"
    }
    files["x/123456789012/us-east-1/\(name).json"] = answer
    return try Imported(files: files)
  }

  /// Expects that the interface belongs to the service and that nothing else was added.
  private func expectJoined(
    _ imported: Imported, _ name: String, _ kind: ResourceKind, _ offers: TrafficSet
  ) throws {
    let endpoint = try #require(imported.endpoint("eni-x"))
    let resource = imported.topology.resources[endpoint.resource]
    #expect(resource.name == name)
    #expect(resource.kind == kind)
    #expect(endpoint.offers == offers, "\(endpoint.offers)")
    #expect(imported.topology.endpoints.count == 2)
    #expect(!imported.codes.contains("aws.record"), "\(imported.diagnostics.sorted())")
  }

  /// An instance of a database in the subnets of the base account.
  static func database(
    _ name: String, port: Int = 5432, subnets: String = subnets, more: String = ""
  ) -> String {
    """
    {"DBInstanceIdentifier": "\(name)", "Engine": "postgres",
     "DBInstanceArn": "arn:aws:rds:us-east-1:123456789012:db:\(name)",
     "Endpoint": {"Address": "x.rds.amazonaws.com", "Port": \(port)}, \(more)
     "VpcSecurityGroups": [{"VpcSecurityGroupId": "sg-db", "Status": "active"}],
     "DBSubnetGroup": {"DBSubnetGroupName": "data", "VpcId": "vpc-1", "Subnets": \(subnets)},
     "TagList": [{"Key": "tier", "Value": "data"}]}
    """
  }

  private static let subnets = """
    [{"SubnetIdentifier": "subnet-a"}, {"SubnetIdentifier": "subnet-b"}]
    """
  private static let rds = #""Description": "RDSNetworkInterface", "RequesterId": "amazon-rds""#

  @Test func `AWS-SVC-01 a database answers its own port only`() throws {
    let imported = try Self.imported(
      Self.rds, "{\"DBInstances\": [\(Self.database("orders", port: 6543))]}")
    try expectJoined(imported, "orders", .database, .tcp(6543...6543))
    #expect(imported.resource(of: "eni-x")?.tags == [Tag("tier", "data")])
    #expect(imported.resource(of: "eni-x")?.id == "arn:aws:rds:us-east-1:123456789012:db:orders")
  }

  @Test(arguments: [
    ("aurora-mysql", 3306), ("postgres", 5432), ("docdb", 27017), ("neptune", 8182),
    ("sqlserver-se", 1433), ("oracle-ee", 1521),
  ])
  func `AWS-SVC-01 every engine answers the port of its record, from both bounds`(
    engine: String, port: UInt16
  ) throws {
    let interface = Base.eni(
      "eni-db", "10.0.2.60",
      #""Description": "RDSNetworkInterface", "RequesterId": "amazon-rds""#, subnet: "subnet-b",
      groups: ["sg-open"])
    let anyone = #"{"IpProtocol": "-1", "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}"#
    let imported = try Imported([
      "NetworkInterfaces": "[\(Base.eniA), \(interface)]",
      "SecurityGroups": """
      [\(Base.group("sg-web", inbound: anyone, outbound: anyone)),
       \(Base.group("sg-open", inbound: anyone, outbound: anyone))]
      """,
      "DBInstances": """
      [{"DBInstanceIdentifier": "db-1", "Engine": "\(engine)", "Endpoint": {"Port": \(port)},
        "VpcSecurityGroups": [{"VpcSecurityGroupId": "sg-open"}],
        "DBInstanceArn": "arn:aws:rds:us-east-1:123456789012:db:db-1",
        "DBSubnetGroup": {"DBSubnetGroupName": "g", "VpcId": "vpc-1",
          "Subnets": [{"SubnetIdentifier": "subnet-b"}]}}]
      """,
    ])
    #expect(imported.resource(of: "eni-db")?.kind == .database)
    #expect(imported.resource(of: "eni-db")?.name == "db-1")
    #expect(try imported.fate(from: "eni-a", to: "eni-db", port: port) == .passes)
    #expect(try imported.fate(from: "eni-a", to: "eni-db", port: port + 1) == .isBlocked)
  }

  @Test func `AWS-SVC-01 databases with equal subnets and groups share what they answer`() throws {
    let imported = try Self.imported(
      Self.rds,
      "{\"DBInstances\": [\(Self.database("a")), \(Self.database("b", port: 3306))]}")
    try expectJoined(
      imported, "one of a, b", .database, .tcp(3306...3306).union(.tcp(5432...5432)))
    #expect(imported.codes.contains("aws.service.shared"))
  }

  @Test func `AWS-SVC-01 a database without an interface may stand in any of its subnets`() throws {
    let imported = try Self.imported(
      nil, "{\"DBInstances\": [\(Self.database("orders", more: "\"PubliclyAccessible\": true,"))]}")
    let placed = imported.topology.endpoints.filter { $0.id.contains("orders") }
    #expect(placed.map { imported.topology.subnets[$0.subnet].id } == ["subnet-a", "subnet-b"])
    #expect(placed.allSatisfy { $0.addresses.isEmpty && $0.offers == .tcp(5432...5432) })
    #expect(
      imported.topology.assumptions.contains { $0.statement.contains("addresses of orders") })
    #expect(imported.codes.contains("aws.service.noInterface"))
    let binding = try #require(placed.first).binding
    #expect(imported.topology.bindings[binding].inbound.count == 2)
  }

  @Test func `AWS-SVC-01 a public database without a public address is judged by its interface`()
    throws
  {
    let imported = try Self.imported(
      Self.rds,
      "{\"DBInstances\": [\(Self.database("orders", more: "\"PubliclyAccessible\": true,"))]}")
    #expect(imported.codes.contains("aws.service.publicAddress"))
    #expect(imported.endpoint("eni-x")?.addresses.first?.publicAddress == nil)
  }

  @Test(arguments: [("aurora-postgresql", 5432), ("docdb", 27017), ("neptune", 8182)])
  func `AWS-SVC-01 a cluster stands for members that are not exported`(
    engine: String, port: Int
  ) throws {
    let cluster = """
      {"DBClusterIdentifier": "ledger", "Engine": "\(engine)", "DBSubnetGroup": "data",
       "DBClusterMembers": [{"DBInstanceIdentifier": "ledger-1", "IsClusterWriter": true}],
       "VpcSecurityGroups": [{"VpcSecurityGroupId": "sg-db"}]}
      """
    let group = """
      {"DBSubnetGroupName": "data", "VpcId": "vpc-1", "Subnets": \(Self.subnets)}
      """
    let imported = try Self.imported(
      Self.rds, "{\"DBClusters\": [\(cluster)], \"DBSubnetGroups\": [\(group)]}")
    let number = try #require(UInt16(exactly: port))
    try expectJoined(imported, "ledger", .database, .tcp(number...number))
  }

  @Test func `AWS-SVC-02 a cluster whose members are exported has no interfaces of its own`() throws
  {
    let imported = try Self.imported(
      Self.rds,
      """
      {"DBInstances": [\(Self.database("ledger-1"))],
       "DBClusters": [{"DBClusterIdentifier": "ledger", "Engine": "aurora-postgresql",
        "DBClusterMembers": [{"DBInstanceIdentifier": "ledger-1"}], "Port": 1}]}
      """)
    try expectJoined(imported, "ledger-1", .database, .tcp(5432...5432))
  }

  @Test(arguments: [
    (
      #""Description": "ElastiCache sessions-001""#,
      #"{"CacheClusters": [{"CacheClusterId": "sessions-001", "Engine": "redis", "CacheNodes": [{"Endpoint": {"Port": 6380}}], "SecurityGroups": [{"SecurityGroupId": "sg-db"}], "CacheSubnetGroupName": "data"}]}"#,
      "sessions-001", ResourceKind.cache, TrafficSet.tcp(6380...6380)
    ),
    (
      #""Description": "RedshiftNetworkInterface", "RequesterId": "amazon-redshift""#,
      #"{"Clusters": [{"ClusterIdentifier": "dw", "Endpoint": {"Port": 5440}, "ClusterNodes": [{"PrivateIPAddress": "10.0.2.30"}]}]}"#,
      "dw", .database, .tcp(5440...5440)
    ),
    (
      #""Description": "ES logs", "RequesterId": "amazon-elasticsearch""#,
      #"{"DomainStatus": {"DomainName": "logs", "ARN": "arn:aws:es:us-east-1:123456789012:domain/logs", "VPCOptions": {"SubnetIds": ["subnet-b"], "SecurityGroupIds": ["sg-db"]}, "DomainEndpointOptions": {"EnforceHTTPS": true}}}"#,
      "logs", .database, .tcp(443...443)
    ),
    (
      #""Description": "x", "RequesterId": "1""#,
      #"{"MountTargets": [{"MountTargetId": "fsmt-1", "FileSystemId": "fs-1", "SubnetId": "subnet-b", "IpAddress": "10.0.2.30"}]}"#,
      "fs-1", .fileSystem, .tcp(2049...2049)
    ),
    (
      #""Description": "Amazon EKS apps", "RequesterId": "1""#,
      #"{"cluster": {"name": "apps", "arn": "arn:aws:eks:us-east-1:123456789012:cluster/apps", "resourcesVpcConfig": {"subnetIds": ["subnet-b"], "endpointPublicAccess": false}}}"#,
      "apps", .serviceEndpoint, .tcp(443...443)
    ),
    (
      #""Description": "arn:aws:ecs:us-east-1:123456789012:attachment/77""#,
      #"{"tasks": [{"taskArn": "arn:aws:ecs:us-east-1:123456789012:task/c/9", "group": "service:web", "lastStatus": "RUNNING", "attachments": [{"id": "77", "type": "ElasticNetworkInterface", "details": [{"name": "subnetId", "value": "subnet-b"}]}]}]}"#,
      "web", .container, .all
    ),
    (
      #""Description": "x", "RequesterId": "amazon-mq""#,
      #"{"BrokerId": "b-1", "BrokerName": "jobs", "BrokerArn": "arn:aws:mq:us-east-1:123456789012:broker:jobs:b-1", "EngineType": "RABBITMQ", "SubnetIds": ["subnet-b"], "SecurityGroups": ["sg-db"], "Tags": {"a": "b"}}"#,
      "jobs", .queue,
      TrafficSet.tcp(443...443).union(.tcp(5671...5671)).union(.tcp(15671...15671))
    ),
    (
      #""InterfaceType": "lambda", "Description": "AWS Lambda VPC ENI-my-report-00000000-0000-0000-0000-000000000000""#,
      #"{"Functions": [{"FunctionName": "my-report", "FunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:my-report", "VpcConfig": {"SubnetIds": ["subnet-b"], "SecurityGroupIds": ["sg-db"], "VpcId": "vpc-1"}}]}"#,
      "my-report", .function, .empty
    ),
  ])
  func `AWS-SVC-02 a service gives its interface a name, a kind and its ports`(
    interface: String, answer: String, name: String, kind: ResourceKind, offers: TrafficSet
  ) throws {
    try expectJoined(try Self.imported(interface, answer), name, kind, offers)
  }

  @Test func `AWS-SVC-02 a stream answers its brokers' ports`() throws {
    let imported = try Self.imported(
      #""Description": "DO NOT DELETE - Amazon MSK network interface for cluster x""#,
      """
      {"ClusterInfoList": [{"ClusterName": "events", "ClusterArn": "arn:aws:kafka:us-east-1:123456789012:cluster/events/1",
       "Provisioned": {"BrokerNodeGroupInfo": {"ClientSubnets": ["subnet-b"], "SecurityGroups": ["sg-db"]}}}]}
      """)
    let offers = try #require(imported.endpoint("eni-x")).offers
    #expect(offers.contains(try packet(9098)))
    #expect(!offers.contains(try packet(22)))
    #expect(imported.resource(of: "eni-x")?.name == "events")
  }

  private func packet(_ port: UInt16) throws -> Packet {
    Packet(
      source: try #require(IPAddress("10.0.0.1")), destination: try #require(IPAddress("10.0.0.2")),
      proto: .tcp, sourcePort: 50000, destinationPort: port)
  }

  @Test func `AWS-SVC-02 functions share the interface of their subnet and groups`() throws {
    func function(_ name: String) -> String {
      """
      {"FunctionName": "\(name)", "FunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:\(name)",
       "VpcConfig": {"SubnetIds": ["subnet-b"], "SecurityGroupIds": ["sg-db"]}}
      """
    }
    let imported = try Self.imported(
      #""InterfaceType": "lambda", "Description": "AWS Lambda VPC ENI""#,
      "{\"Functions\": [\(function("a")), \(function("b"))]}")
    #expect(imported.topology.endpoints.count == 2)
    #expect(imported.endpoint("eni-x")?.offers.isEmpty == true)
    #expect(!imported.codes.contains("aws.service.noInterface"))
  }

  @Test func `AWS-SVC-02 an interface named after one function serves its neighbours`() throws {
    func function(_ name: String) -> String {
      """
      {"FunctionName": "\(name)", "FunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:\(name)",
       "VpcConfig": {"SubnetIds": ["subnet-b"], "SecurityGroupIds": ["sg-db"]}}
      """
    }
    let note = "AWS Lambda VPC ENI-a-00000000-0000-0000-0000-000000000000"
    let imported = try Self.imported(
      "\"InterfaceType\": \"lambda\", \"Description\": \"\(note)\"",
      "{\"Functions\": [\(function("a")), \(function("b"))]}")
    #expect(imported.topology.endpoints.count == 2)
    #expect(imported.resource(of: "eni-x")?.name == "a")
  }

  @Test func `AWS-SVC-02 the name of a cluster is the whole word of a description`() throws {
    let imported = try Self.imported(
      #""Description": "Amazon EKS apps-2", "RequesterId": "1""#,
      """
      {"cluster": {"name": "apps", "arn": "arn:aws:eks:us-east-1:123456789012:cluster/apps",
       "resourcesVpcConfig": {"subnetIds": ["subnet-a"], "endpointPublicAccess": false}}}
      """)
    #expect(imported.resource(of: "eni-x")?.name == "apps-2")
    #expect(imported.topology.endpoints.count == 3)
  }

  @Test func `AWS-SVC-02 a service is placed unless its own tasks are exported`() throws {
    func answer(taskCluster: String) -> String {
      """
      {"services": [{"serviceArn": "arn:aws:ecs:us-east-1:123456789012:service/c/web",
        "serviceName": "web", "runningCount": 1, "networkConfiguration": {
          "awsvpcConfiguration": {"subnets": ["subnet-a"], "securityGroups": ["sg-web"]}}}],
       "tasks": [{"taskArn": "arn:aws:ecs:us-east-1:123456789012:task/\(taskCluster)/9",
        "group": "service:web", "attachments": [{"type": "ElasticNetworkInterface", "details": [
          {"name": "networkInterfaceId", "value": "eni-x"}]}]}]}
      """
    }
    let same = try Self.imported(#""Description": "x""#, answer(taskCluster: "c"))
    #expect(same.topology.endpoints.count == 2)
    #expect(same.resource(of: "eni-x")?.name == "web")
    let other = try Self.imported(#""Description": "x""#, answer(taskCluster: "d"))
    #expect(other.topology.endpoints.count == 3)
  }

  @Test func `AWS-SHR-01 services of one name in two accounts are two`() throws {
    func files(_ account: String, _ vpc: String, _ range: String) -> [String: String] {
      let folder = "x/\(account)/us-east-1"
      return [
        "\(folder)/Vpcs.json":
          #"{"Vpcs": [{"VpcId": "\#(vpc)", "CidrBlock": "\#(range).0.0/16"}]}"#,
        "\(folder)/Subnets.json": """
        {"Subnets": [{"SubnetId": "s-\(vpc)", "VpcId": "\(vpc)", "CidrBlock": "\(range).0.0/24"}]}
        """,
        "\(folder)/NetworkInterfaces.json": """
        {"NetworkInterfaces": [{"NetworkInterfaceId": "eni-\(vpc)", "SubnetId": "s-\(vpc)",
          "VpcId": "\(vpc)", "PrivateIpAddress": "\(range).0.9", "Groups": [{"GroupId": "sg-1"}],
          "Description": "ElastiCache s", "OwnerId": "\(account)"}]}
        """,
        "\(folder)/caches.json": """
        {"CacheClusters": [{"CacheClusterId": "s", "CacheSubnetGroupName": "g"}],
         "CacheSubnetGroups": [{"CacheSubnetGroupName": "g", "VpcId": "\(vpc)",
          "Subnets": [{"SubnetIdentifier": "s-\(vpc)"}]}]}
        """,
      ]
    }
    let both = files("111111111111", "vpc-1", "10.0").merging(
      files("222222222222", "vpc-2", "10.1"), uniquingKeysWith: { $1 })
    let imported = try Imported(files: both)
    let endpoints = imported.topology.endpoints
    #expect(endpoints.count == 2)
    #expect(Set(endpoints.map(\.resource)).count == 2)
    #expect(
      imported.topology.resources.map(\.scope.account) == ["111111111111", "222222222222"])
  }

  @Test func `AWS-SVC-03 the public API of a cluster is told apart`() throws {
    let imported = try Self.imported(
      nil,
      #"{"cluster": {"name": "apps", "arn": "arn:aws:eks:us-east-1:123456789012:cluster/apps", "resourcesVpcConfig": {"subnetIds": ["subnet-b"], "endpointPublicAccess": true, "publicAccessCidrs": ["192.0.2.0/24"]}}}"#
    )
    #expect(imported.diagnostic("aws.eks.publicAPI")?.message.contains("192.0.2.0/24") == true)
    #expect(imported.topology.endpoints.contains { $0.id.hasSuffix("apps in subnet-b") })
  }

  @Test func `services outside of every VPC are counted and not placed`() throws {
    let imported = try Self.imported(
      nil,
      """
      {"Functions": [{"FunctionName": "hello", "FunctionArn": "arn:aws:lambda:us-east-1:123456789012:function:hello"}],
       "services": [{"serviceArn": "arn:aws:ecs:us-east-1:123456789012:service/c/s", "desiredCount": 0}]}
      """)
    #expect(imported.topology.endpoints.count == 1)
    let record = try #require(imported.coverage.records.first { $0.type == "Functions" })
    #expect(record.seen == 1)
    #expect(record.modelled == 0)
    #expect(!record.note.isEmpty)
  }

  @Test func `AWS-SVC-02 nodes without interfaces stand at the addresses of their record`() throws {
    let imported = try Self.imported(
      nil,
      """
      {"Clusters": [{"ClusterIdentifier": "dw", "Endpoint": {"Port": 5439}, "VpcId": "vpc-1",
        "VpcSecurityGroups": [{"VpcSecurityGroupId": "sg-db"}], "ClusterNodes": [
          {"PrivateIPAddress": "10.0.2.40", "PublicIPAddress": "192.0.2.40"}]}]}
      """)
    let endpoint = try #require(imported.topology.endpoints.last)
    #expect(imported.topology.subnets[endpoint.subnet].id == "subnet-b")
    #expect(endpoint.addresses.map(\.publicAddress) == [IPAddress("192.0.2.40")])
    #expect(imported.topology.bindings[endpoint.binding].inbound.count == 1)
  }

  @Test func `a service of which nothing tells the place is told`() throws {
    let imported = try Self.imported(
      nil, #"{"CacheClusters": [{"CacheClusterId": "s", "CacheSubnetGroupName": "data"}]}"#)
    #expect(imported.diagnostic("aws.service.placement")?.effect == .assumedClosed)
    #expect(!imported.topology.omissions.isEmpty)
  }

  @Test func `a damaged record of a service is skipped with its place`() throws {
    let imported = try Self.imported(
      nil, #"{"DBInstances": [{"DBInstanceIdentifier": "x", "VpcSecurityGroups": 5}]}"#)
    #expect(imported.diagnostic("aws.record")?.message.contains("VpcSecurityGroups") == true)
  }
}
