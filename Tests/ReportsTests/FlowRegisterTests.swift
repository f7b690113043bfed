import Reports
import Testing
import TierPolicy

struct FlowRegisterTests {
  private func review(flows: String) throws -> Review {
    let rules = ThreeTierGraph.policy.split(separator: "flows:")[0]
    return try ThreeTierGraph().review(policy: rules + "flows:\n" + flows)
  }

  @Test func `counts how much of an entry is open`() throws {
    let review = try ThreeTierGraph().review()
    let flow = try #require(review.flows.first)
    #expect(flow.use?.pairs == 4)
    #expect(flow.use?.open == 4)
    #expect(flow.isJustified)
    #expect(flow.place.hasPrefix("bailey.yaml:"))
  }

  @Test func `lists what is open and not registered, and nothing that is`() throws {
    let openings = try #require(try ThreeTierGraph().review().openings)
    #expect(!openings.contains { $0.source == "app" && $0.destination == "db" })
    let left = try #require(
      openings.first { $0.source == "load-balancer" && $0.destination == "app" })
    #expect(left.traffic == "tcp/8080")
    #expect(left.pairs == 2)
    let open = try #require(openings.first { $0.source == "internet" && $0.destination == "db" })
    #expect(open.traffic == "tcp/5432")
    let registered = try review(
      flows: """
          - { from: [app], to: [db], on: [postgres], owner: a, why: b }
          - { from: [load-balancer], to: [app], on: [tcp/8080], owner: a, why: b }

        """)
    let rest = try #require(registered.openings)
    #expect(!rest.contains { $0.source == "load-balancer" && $0.destination == "app" })
    #expect(rest.count == openings.count - 1)
  }

  @Test func `says what an entry lacks`() throws {
    let review = try review(
      flows: """
          - { from: [internet], to: [load-balancer], on: [http], owner: web-team }
          - { from: [db], to: [bastion], on: [ssh] }

        """)
    #expect(review.flows.map(\.isJustified) == [false, false])
    #expect(review.flows[0].cleartext == ["http"])
    #expect(review.flows[1].use?.open == 0)
    let text = MarkdownReport().render(review)
    #expect(text.contains("2 of them without an owner or a purpose"))
    #expect(text.contains("nothing of it is open"))
    #expect(text.contains("http protects nothing of what it carries"))
  }

  @Test func `leaves the survey out where only verdicts are wanted`() throws {
    var review = try ThreeTierGraph().review()
    review.openings = nil
    #expect(MarkdownReport().render(review).contains("Not asked in this run"))
    #expect(!TextReport().render(review).contains("in no entry of the register"))
  }
}
