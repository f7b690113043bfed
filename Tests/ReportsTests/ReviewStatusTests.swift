import Reports
import Testing
import TierPolicy
import Topology

struct ReviewStatusTests {
  /// The clean review: every rule of it is proven.
  private func clean() throws -> Review {
    let policy = """
      version: 1
      tiers:
        app: { tag: { Tier: app } }
        db: { kind: database }
      rules:
        - id: db-not-from-internet
          never: [internet]
          reach: [db]
          severity: medium

      """
    return try ThreeTierGraph(replicaIsOpen: false).review(policy: policy)
  }

  @Test func `is 0 when every rule is proven`() throws {
    #expect(ReviewStatus(of: try clean()).rawValue == 0)
  }

  @Test func `is 1 for a violation from the severity that counts`() throws {
    var review = try clean()
    review.rules[0].verdict = .violated
    #expect(ReviewStatus(of: review).rawValue == 1)
    #expect(ReviewStatus(of: review, failOn: .medium).rawValue == 1)
    #expect(ReviewStatus(of: review, failOn: .high).rawValue == 0)
    #expect(ReviewStatus(of: review, allowIncomplete: true).rawValue == 1)
    review.rules[0].isWaived = true
    #expect(ReviewStatus(of: review).rawValue == 0)
  }

  @Test(arguments: [Verdict.undecided, .vacuous])
  func `is 3 for a rule that says nothing, unless that is allowed`(verdict: Verdict) throws {
    var review = try clean()
    review.rules[0].verdict = verdict
    #expect(ReviewStatus(of: review).rawValue == 3)
    #expect(ReviewStatus(of: review, allowIncomplete: true).rawValue == 0)
  }

  @Test func `is 3 for input that was not read whole, unless that is allowed`() throws {
    for state in [FileCoverage.ReadState.partial, .refused] {
      var review = try clean()
      review.inputs[0].state = state
      #expect(ReviewStatus(of: review).rawValue == 3)
    }
    var review = try clean()
    review.inputs.append(review.inputs[0])
    review.inputs[1].state = .unrecognised
    #expect(ReviewStatus(of: review).rawValue == 0)
    review.inputs[1].state = .partial
    #expect(ReviewStatus(of: review, allowIncomplete: true).rawValue == 0)
  }

  @Test func `is never 0 when nothing was read`() throws {
    var review = try clean()
    review.sizes.endpoints = 0
    #expect(ReviewStatus(of: review).rawValue == 3)
    #expect(ReviewStatus(of: review, allowIncomplete: true).rawValue == 3)
    review = try clean()
    review.rules = []
    #expect(ReviewStatus(of: review).rawValue == 3)
  }

  @Test func `is 1 for a waiver that has expired`() throws {
    let waiver = """
      waivers:
        - rule: ssh-only-from-bastion
          reason: Migration
          owner: platform
          approved-by: security
          expires: 2026-01-31

      """
    var review = try ThreeTierGraph(replicaIsOpen: false).review(
      policy: ThreeTierGraph.policy + waiver)
    review.rules.removeAll { $0.verdict != .proven }
    #expect(review.waivers.map(\.state) == [.expired])
    #expect(ReviewStatus(of: review).rawValue == 1)
  }
}
