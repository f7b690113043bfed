import Diagrams
import PacketSets
import Reachability
import Reports
import TestSupport
import Testing
import TierPolicy
import Topology

struct ReviewBuilderTests {
  @Test func `counts the verdicts in one line`() throws {
    let review = try ThreeTierGraph().review()
    #expect(review.verdictLine == "2 of 5 rules proven, 3 violated, 0 undecided")
    #expect(review.isComplete)
    #expect(review.inputs.map(\.digest.count) == [64])
  }

  @Test func `shows a violation by a packet, its steps and its cause`() throws {
    let review = try ThreeTierGraph().review()
    let finding = try #require(review.findings.first)
    #expect(finding.rule == "db-not-from-internet")
    #expect(
      finding.title == "Any internet host can open postgres (tcp/5432) on replica (10.0.20.6)")
    #expect(finding.packet == "tcp 198.51.100.1:49152 -> 198.51.100.20:5432")
    #expect(finding.severity == .critical)
    #expect(finding.risk?.value == 10)
    #expect(finding.cause.kind == .allowRule)
    #expect(finding.cause.ruleID == "sgr-open")
    #expect(
      finding.change
        == "Remove rule sgr-open of filter sg-db-in, or narrow its sources so that internet is not"
        + " among them.")
    #expect(
      finding.check
        == "asked again without this rule: db-not-from-internet holds; so does db-only-from-app;"
        + " no rule is broken by it")
    let path = try #require(finding.path.last)
    #expect(path.forward.map(\.decision) == [.passes, .translates, .passes, .delivered])
    #expect(path.forward.map(\.isDeciding) == [false, false, true, false])
    #expect(path.answer.last?.decision == .delivered)
  }

  @Test func `names other rules that admit the same packet`() throws {
    var graph = ThreeTierGraph()
    let group = try #require(graph.build.topology.filters.firstIndex { $0.id == "sg-db-in" })
    var second = FilterRule.allow(.tcp(5000...6000))
    second.id = "sgr-second"
    graph.build.topology.filters[group].rules.append(second)
    let finding = try #require(
      try graph.review().findings.first { $0.cause.ruleID == "sgr-open" })
    #expect(finding.cause.alsoAdmitting == ["rule sgr-second of filter sg-db-in"])
    #expect(finding.change.contains("must change as well"))
    #expect(finding.check?.contains("instead of") == true)
  }

  @Test func `puts pairs with one cause into one finding, and each cause of a pair into its own`()
    throws
  {
    var graph = ThreeTierGraph()
    let group = try #require(graph.build.topology.filters.firstIndex { $0.id == "sg-db-in" })
    var second = FilterRule.allow(.tcp(6379))
    second.id = "sgr-cache"
    graph.build.topology.filters[group].rules.append(second)
    let findings = try graph.review().findings.filter { $0.rule == "db-not-from-internet" }
    #expect(Set(findings.map(\.cause.ruleID)) == ["sgr-open", "sgr-cache"])
    let only = try graph.review().findings.filter { $0.rule == "db-only-from-app" }
    #expect(only.count == 1)
    #expect(only.allSatisfy { $0.pairs > 1 })
  }

  @Test func `counts the pairs of a finding as its rule does`() throws {
    let review = try ThreeTierGraph().review()
    for finding in review.findings where finding.risk != nil {
      let rule = try #require(review.rules.first { $0.id == finding.rule })
      #expect(finding.pairs == rule.pairs.violating, "\(finding.rule)")
    }
  }

  @Test func `names findings alike whatever the order of the graph`() throws {
    let first = try ThreeTierGraph().review().findings.map(\.id)
    let second = try ThreeTierGraph(reversed: true).review().findings.map(\.id)
    #expect(first == second)
    #expect(Set(first).count == 3)
    #expect(first.allSatisfy { $0.hasPrefix("F-") && $0.count == 6 })
  }

  @Test func `shows for a proven rule who was stopped where`() throws {
    let review = try ThreeTierGraph().review()
    let rule = try #require(review.rules.first { $0.id == "ssh-only-from-bastion" })
    #expect(rule.verdict == .proven)
    let stop = try #require(rule.evidence?.stop)
    #expect(stop.kind == .filter)
    #expect(stop.decision == .drops)
    let entry = try #require(review.rules.first { $0.id == "entry-point-works" })
    #expect(entry.evidence?.outcome == .delivered)
  }

  @Test func `says where a connection that must be possible is stopped`() throws {
    let review = try ThreeTierGraph().review()
    let finding = try #require(review.findings.first { $0.rule == "office-reaches-bastion" })
    #expect(finding.cause.kind == .stop)
    #expect(finding.cause.name == "sg-bastion-in")
    #expect(finding.risk == nil)
    #expect(
      finding.change
        == "Add a rule to filter sg-bastion-in that allows rdp (tcp/3389; udp/3389).")
  }

  @Test func `tells what an undecided rule hangs on`() throws {
    var graph = ThreeTierGraph(replicaIsOpen: false)
    let group = try #require(graph.build.topology.filters.firstIndex { $0.id == "sg-db-in" })
    let gap = graph.build.assumption("the rules of sg-db are not in the exports")
    graph.build.topology.filters[group].unknown = gap
    let review = try graph.review()
    let rule = try #require(review.rules.first { $0.id == "db-not-from-internet" })
    #expect(rule.verdict == .undecided)
    #expect(rule.gaps == ["A1"])
    #expect(rule.doubt?.outcome == .undecided)
    #expect(review.gaps.first?.statement == "the rules of sg-db are not in the exports")
    #expect(review.gaps.first?.rules.contains("db-not-from-internet") == true)
    #expect(ReviewStatus(of: review) == .violated)
    #expect(ReviewStatus(of: review, failOn: .high) == .undecided)
    #expect(ReviewStatus(of: review, failOn: .high, allowIncomplete: true) == .proven)
  }

  @Test func `counts a waived violation as waived`() throws {
    let waiver = """
      waivers:
        - rule: db-not-from-internet
          reason: Migration
          owner: platform
          approved-by: security
          expires: 2026-12-31

      """
    let review = try ThreeTierGraph().review(policy: ThreeTierGraph.policy + waiver)
    let rule = try #require(review.rules.first { $0.id == "db-not-from-internet" })
    #expect(rule.isWaived)
    #expect(rule.verdictWithoutWaivers == .violated)
    #expect(review.waivedCount == 1)
    let findings = review.findings.filter { $0.rule == rule.id }
    #expect(findings.map(\.isWaived) == [true])
    #expect(review.waivers.map(\.isUsed) == [true])
    #expect(review.findings.last?.isWaived == true)
  }

  @Test func `makes a picture of the findings`() throws {
    let review = try ThreeTierGraph().review()
    let scene = try #require(review.diagrams.first?.scene)
    let ids = Set(review.findings.filter { $0.risk != nil }.map(\.id))
    let violations = scene.edges.filter { $0.verdict == .violation }
    #expect(Set(violations.flatMap(\.findings)) == ids)
    let nodes = scene.regions.flatMap(\.networks).flatMap(\.subnets).flatMap(\.nodes)
    #expect(Set(nodes.first { $0.label == "replica" }?.findings ?? []) == ids)
    #expect(violations.contains { $0.source == "world:internet" && $0.traffic == "5432" })
  }
}
