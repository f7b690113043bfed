public import PacketSets

/// The names for traffic that a policy may use: built-in ones and its own.
public struct ServiceCatalog: Sendable {
  private var traffic: [String: TrafficSet]

  /// Creates a catalog of the built-in services.
  public init() {
    traffic = Dictionary(uniqueKeysWithValues: Self.builtIn.map { ($0.name, $0.traffic) })
  }

  /// Adds a service, in place of a built-in one of the same name.
  public mutating func define(_ name: String, as traffic: TrafficSet) {
    self.traffic[name] = traffic
  }

  /// The traffic that a word stands for: the name of a service, or a form such as `tcp/8080-8089`.
  public subscript(word: String) -> TrafficSet? {
    traffic[word] ?? TrafficSet(parsing: word)
  }

  /// All names, sorted.
  public var names: [String] { traffic.keys.sorted() }

  /// The services that every policy knows, by name.
  public static let builtIn: [Service] = known.map { Service(name: $0.name, traffic: $0.traffic) }

  /// The built-in service of a name, or nothing at all for a name that is none.
  static func known(_ name: String) -> TrafficSet {
    known.first { $0.name == name }?.traffic ?? .empty
  }

  private static let known: [(name: String, traffic: TrafficSet)] = [
    ("amqp", .tcp(5671...5672)),
    ("any", .all),
    ("cassandra", .tcp(7000...7001, 9042...9042)),
    ("db2", .tcp(50000...50000)),
    ("dns", .tcp(53...53).union(.udp(53...53))),
    ("docker", .tcp(2375...2376)),
    ("elasticsearch", .tcp(9200...9200, 9300...9300)),
    ("etcd", .tcp(2379...2380)),
    ("ftp", .tcp(20...21)),
    ("http", .tcp(80...80)),
    ("https", .tcp(443...443)),
    ("imap", .tcp(143...143, 993...993)),
    ("kafka", .tcp(9092...9098)),
    ("kubelet", .tcp(10250...10250)),
    ("kubernetes-api", .tcp(6443...6443)),
    ("ldap", .tcp(389...389).union(.udp(389...389))),
    ("ldaps", .tcp(636...636)),
    ("memcached", .tcp(11211...11211).union(.udp(11211...11211))),
    ("mongodb", .tcp(27017...27019)),
    ("mssql", .tcp(1433...1433).union(.udp(1434...1434))),
    ("mysql", .tcp(3306...3306)),
    ("neo4j", .tcp(7474...7474, 7687...7687)),
    ("nfs", .tcp(111...111, 2049...2049).union(.udp(111...111, 2049...2049))),
    ("ntp", .udp(123...123)),
    ("openvpn", .tcp(1194...1194).union(.udp(1194...1194))),
    ("oracle", .tcp(1521...1521)),
    ("ping", .echoRequests),
    ("pop3", .tcp(110...110, 995...995)),
    ("postgres", .tcp(5432...5432)),
    ("rabbitmq", .tcp(5671...5672, 15672...15672)),
    ("rdp", .tcp(3389...3389).union(.udp(3389...3389))),
    ("redis", .tcp(6379...6379)),
    ("redshift", .tcp(5439...5439)),
    ("sip", .tcp(5060...5061).union(.udp(5060...5061))),
    ("smb", .tcp(139...139, 445...445)),
    ("smtp", .tcp(25...25, 465...465, 587...587)),
    ("snmp", .udp(161...162)),
    ("ssh", .tcp(22...22)),
    ("syslog", .udp(514...514).union(.tcp(514...514, 6514...6514))),
    ("telnet", .tcp(23...23)),
    ("vnc", .tcp(5900...5999)),
    ("winrm", .tcp(5985...5986)),
    ("wireguard", .udp(51820...51820)),
    ("zookeeper", .tcp(2181...2181)),
  ]
}
