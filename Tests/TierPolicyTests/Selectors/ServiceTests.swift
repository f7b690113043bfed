import PacketSets
import Testing
import TierPolicy

@Suite struct ServiceTests {
  @Test(arguments: [
    ("ssh", "tcp/22"), ("rdp", "tcp/3389; udp/3389"), ("winrm", "tcp/5985-5986"),
    ("http", "tcp/80"), ("https", "tcp/443"), ("postgres", "tcp/5432"), ("mysql", "tcp/3306"),
    ("mssql", "tcp/1433; udp/1434"), ("oracle", "tcp/1521"), ("mongodb", "tcp/27017-27019"),
    ("redis", "tcp/6379"), ("memcached", "tcp/11211; udp/11211"), ("kafka", "tcp/9092-9098"),
    ("dns", "tcp/53; udp/53"), ("docker", "tcp/2375-2376"), ("kubernetes-api", "tcp/6443"),
    ("etcd", "tcp/2379-2380"), ("any", "any"), ("tcp/8080-8089", "tcp/8080-8089"),
    ("udp/53", "udp/53"), ("icmp", "icmp"),
  ])
  func `knows names and forms`(word: String, traffic: String) {
    #expect(ServiceCatalog()[word]?.description == traffic)
  }

  @Test func `ping asks and does not answer`() {
    let ping = ServiceCatalog()["ping"]
    #expect(ping == .echoRequests)
    #expect(ping?.isDisjoint(with: .icmp(.icmp, type: 0, code: nil)) == true)
  }

  @Test(arguments: ["sssh", "tcp/70000", "", "tcp/-1", "tcp/9-1"])
  func `refuses what is no traffic`(word: String) {
    #expect(ServiceCatalog()[word] == nil)
  }

  @Test func `lists its names in order and none of them twice`() {
    let names = ServiceCatalog.builtIn.map(\.name)
    #expect(names == names.sorted())
    #expect(Set(names).count == names.count)
    #expect(ServiceCatalog.builtIn.allSatisfy { !$0.traffic.isEmpty })
  }
}
