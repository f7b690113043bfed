import Testing

@testable import ComposeImport

/// The decision table of section 0, as claims about versions and settings.
@Suite struct EngineRulesTests {
  private func rules(
    _ version: String?, _ backend: FirewallBackend? = nil, knowsSettings: Bool = false
  ) -> EngineRules {
    var rules = EngineRules()
    rules.version = version
    rules.backend = backend
    rules.knowsSettings = knowsSettings
    return rules
  }

  @Test(arguments: [
    ("19.03.15", EngineGeneration.upTo24), ("20.10.24+dfsg1", .upTo24), ("24.0.9", .upTo24),
    ("25.0.0", .from25), ("27.5.1", .from25), ("28.0.0-rc.1", .from28), ("28.5.2", .from28),
    ("29.0.0", .from29), ("31.1", .from29),
  ]) func `the generation of a version`(version: String, generation: EngineGeneration) {
    #expect(EngineGeneration(version: version) == generation)
  }

  @Test(arguments: ["", "dev", "v28", "-1"])
  func `what is no version leaves every generation possible`(version: String) {
    #expect(rules(version).generations.count == (version == "-1" ? 1 : 4))
  }

  @Test func `internal networks reach the host's other addresses up to 24 alone`() {
    #expect(rules("24.0.0").internalReachesHostElsewhere == .yes)
    #expect(rules("25.0.0").internalReachesHostElsewhere == .no)
    #expect(rules(nil).internalReachesHostElsewhere == .possibly)
  }

  @Test func `CMP-5.4: with nftables the host's forward rules decide`() {
    #expect(rules("29.0.0", .nftables).hostForwardRulesDecide == .yes)
    #expect(rules("29.0.0", .iptables).hostForwardRulesDecide == .no)
    #expect(rules("29.0.0").hostForwardRulesDecide == .possibly)
    #expect(rules("29.0.0", knowsSettings: true).hostForwardRulesDecide == .no)
    #expect(rules("28.0.0", .nftables).hostForwardRulesDecide == .no)
    #expect(rules(nil, .nftables).generations == [.from29])
  }

  @Test func `CMP-4.8: allow-direct-routing reopens direct access`() {
    var rules = rules("28.1.0")
    #expect(rules.admitsDirectRouting == .no)
    rules.settings.allowsDirectRouting = true
    #expect(rules.admitsDirectRouting == .yes)
    #expect(self.rules("27.0.0").admitsDirectRouting == .yes)
  }

  @Test func `CMP-4.7, CMP-5.1: published ports pass INPUT only where the engine writes no rules`()
  {
    var rules = rules("28.1.0")
    #expect(rules.publishedPassesInput == .no)
    rules.settings.writesRules = false
    #expect(rules.publishedPassesInput == .yes)
    #expect(rules.crossesByHostAddress == .yes)
  }
}
