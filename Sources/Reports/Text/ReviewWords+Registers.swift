import TierPolicy

/// Words about the register of flows, the exceptions and the changes.
extension ReviewWords {
  /// How complete the register is.
  static func register(_ review: Review) -> String {
    if review.flows.isEmpty { return "The policy registers no flows." }
    let unjustified = review.flows.count { !$0.isJustified }
    let none = "each with an owner and a purpose"
    let some = "\(unjustified) of them without an owner or a purpose"
    return "The policy registers \(count(review.flows.count, "flow", "flows")), "
      + (unjustified == 0 ? none : some) + "."
  }

  /// How many pairs of an entry are open.
  static func use(_ flow: ReviewedFlow) -> String {
    guard let use = flow.use else { return "not asked" }
    let open = use.undecided == 0 ? "" : ", \(use.undecided) undecided"
    return "\(use.open) of \(use.pairs)\(open)"
  }

  /// What a reviewer should ask about an entry.
  static func remarks(_ flow: ReviewedFlow) -> [String] {
    var result: [String] = []
    if flow.owner.isEmpty { result.append("nobody answers for it") }
    if flow.why.isEmpty { result.append("no purpose is given") }
    if let use = flow.use, use.open == 0, use.undecided == 0 {
      result.append("nothing of it is open")
    }
    if !flow.cleartext.isEmpty {
      result.append("\(flow.cleartext.joined(separator: ", ")) protects nothing of what it carries")
    }
    return result
  }

  /// Why it is not listed what is open beside the register.
  static let openingsNotAsked =
    "Not asked in this run: there are too many interfaces or tiers, or only verdicts were wanted."

  /// How much is open beside the register.
  static func openings(_ openings: [UnregisteredFlow]) -> String {
    openings.isEmpty
      ? "Nothing is open between the tiers that the register does not name."
      : "Between the tiers, \(count(openings.count, "way is", "ways are")) open, or may be, that the"
        + " register does not name. An interface in several tiers counts in each of them."
  }

  /// How many pairs of such a way are open.
  static func pairs(_ opening: UnregisteredFlow) -> String {
    let open = count(opening.pairs, "pair", "pairs")
    if opening.undecided == 0 { return open }
    return opening.pairs == 0
      ? "\(count(opening.undecided, "pair", "pairs")) undecided"
      : "\(open), \(opening.undecided) undecided"
  }

  /// How much there is to mend in the rules.
  static func hygiene(_ remarks: [HygieneRemark]?) -> String {
    guard let remarks else {
      return "Nobody looked in this run: `bailey review` and `bailey lint` do."
    }
    if remarks.isEmpty { return "Nothing to mend was found in the rules, routes and filters." }
    return "\(count(remarks.count, "remark", "remarks")) on rules, routes and filters. None of them"
      + " breaks the policy by itself; each is exact, with the rules that are its reason."
  }

  /// What stands in place of results that are not there yet.
  static let hardening =
    "Not part of this version: hosts and containers are judged by what the network lets through, and"
    + " no item of a hardening checklist was checked."

  /// Whether a waiver holds and excepts anything.
  static func state(_ waiver: ReviewedWaiver) -> String {
    let days = count(abs(waiver.daysLeft), "day", "days")
    return switch waiver.state {
    case .expired: "expired \(days) ago"
    case .expiring: waiver.isUsed ? "expires in \(days)" : "expires in \(days), unused"
    case .active: waiver.isUsed ? "active, \(days) left" : "unused, \(days) left"
    }
  }

  /// What a waiver excepts.
  static func excepts(_ waiver: ReviewedWaiver) -> String {
    waiver.isUsed
      ? count(waiver.pairs.violating + waiver.pairs.undecided, "pair", "pairs")
      : "nothing that breaks the rule"
  }

  /// How many waivers there are of each kind.
  static func waiverCounts(_ review: Review) -> String {
    func number(_ state: WaiverResult.State) -> Int { review.waivers.count { $0.state == state } }
    let unused = review.waivers.count { !$0.isUsed && $0.state != .expired }
    return "Of \(count(review.waivers.count, "waiver", "waivers")), \(number(.active)) active,"
      + " \(number(.expiring)) ending within 30 days, \(number(.expired)) expired,"
      + " \(unused) unused. What an expired waiver excepted counts again."
  }

  /// What stands in place of the changes when no earlier review was given.
  static let noChanges =
    "No earlier review was given: --since report.json names what changed since that one."

  /// What changed, in one sentence.
  static func changes(_ changes: ReviewChanges, _ review: Review) -> String {
    func number(_ state: BaselineState) -> Int { review.findings.count { $0.baseline == state } }
    let grown = number(.grown)
    let tool =
      changes.toolVersion == review.toolVersion
      ? "" : " That review was made by Bailey \(changes.toolVersion)."
    return "Since the review of \(changes.since): \(number(.new)) new, \(grown) grown,"
      + " \(number(.unchanged) + number(.shrunk)) persisting and \(changes.fixed.count) fixed"
      + " findings."
      + (changes.hasOtherPolicy ? " The policy is another one." : " The policy is the same.") + tool
  }

  /// The lists of changes, by title; empty ones are left out.
  static func changeLists(
    _ changes: ReviewChanges, _ review: Review
  ) -> [(title: String, items: [String])] {
    func findings(_ states: Set<BaselineState>) -> [String] {
      review.findings.filter { $0.baseline.map(states.contains) ?? false }.map {
        "\($0.id) (\($0.severity.rawValue)): \($0.title)"
      }
    }
    let lists: [(title: String, items: [String])] = [
      ("New findings", findings([.new])),
      ("Findings that open more", findings([.grown])),
      (
        "Fixed findings",
        changes.fixed.map { "\($0.id) (\($0.severity)): \($0.title) [\($0.rule)]" }
      ),
      ("Persisting findings", findings([.unchanged, .shrunk])),
      (
        "Verdicts",
        changes.verdicts.map { change in
          let before = change.before.isEmpty ? "not asked" : change.before
          return "\(change.rule): \(before), now \(change.now.isEmpty ? "not asked" : change.now)"
        }
      ),
      (
        "Rules with more violating pairs than before", changes.grownRules.sorted()
      ),
      ("Machines and services that came", changes.added ?? []),
      ("Machines and services that went", changes.removed ?? []),
      ("Files", changes.inputs),
    ]
    return lists.filter { !$0.items.isEmpty }
  }
}
