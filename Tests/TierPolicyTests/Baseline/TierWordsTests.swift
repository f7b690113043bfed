import Testing

@testable import TierPolicy

@Suite struct TierWordsTests {
  @Test(arguments: [
    ("bastion", "bastion", "bastion"), ("prod-bastion-1", "bastion", "*-bastion-*"),
    ("app-1", "app", "app-*"), ("app1", "app", "app*"), ("orders-db", "db", "*-db"),
    ("OrdersDb", "db", "*Db"), ("web_server", "app", "web_*"), ("app-db", "db", "*-db"),
    ("jump-host", "bastion", "jump-*"), ("corp.vpn.example", "vpn", "*.vpn.*"),
  ])
  func `finds the tier in a name`(name: String, tier: String, pattern: String) throws {
    let match = try #require(TierWords.matches(in: name).last)
    #expect(match.tier == tier)
    #expect(match.pattern == pattern)
    #expect(Glob(match.pattern).matches(name))
  }

  @Test(arguments: ["orders", "happy", "adobe", "web-ish".replacing("web", with: "webb"), "", "-"])
  func `finds nothing in other words`(name: String) {
    #expect(TierWords.matches(in: name).isEmpty)
  }

  @Test func `data is a word of tags only`() {
    #expect(TierWords.matches(in: "data").isEmpty)
    #expect(TierWords.matches(in: "data", isTag: true).map(\.tier) == ["db"])
  }
}
