import Documents
import TierPolicy
import Topology

/// The lists and changes of a review.
extension JSONWriter {
  mutating func write(_ opening: UnregisteredFlow) {
    element {
      $0.member("from", opening.source)
      $0.member("to", opening.destination)
      $0.member("traffic", opening.traffic)
      $0.member("pairs", opening.pairs)
      $0.member("undecided", opening.undecided)
      $0.member("example", opening.example)
      $0.member("cleartext", opening.cleartext)
    }
  }

  mutating func write(_ distance: TierDistance) {
    element {
      $0.member("tier", distance.tier)
      $0.member("from", distance.world)
      if let least = distance.least { $0.member("atLeast", least) }
      if let most = distance.most { $0.member("atMost", most) }
      $0.member("chain", distance.chain)
    }
  }

  mutating func write(_ resource: ReviewedResource) {
    element {
      $0.member("id", resource.id)
      $0.member("name", resource.name)
      $0.member("kind", resource.kind)
      $0.optional("provider", resource.scope.provider)
      $0.optional("account", resource.scope.account)
      $0.optional("region", resource.scope.region)
      $0.member("subnets", resource.subnets)
      $0.member("addresses", resource.addresses)
      $0.member("tiers", resource.tiers)
    }
  }

  mutating func write(_ remark: HygieneRemark) {
    element {
      $0.member("kind", remark.kind)
      $0.member("holder", remark.holder)
      $0.optional("rule", remark.rule)
      $0.member("message", remark.message)
      $0.optional("place", remark.place)
      $0.member("reasons", remark.reasons)
    }
  }

  mutating func write(members changes: ReviewChanges) {
    member("since", changes.since.description)
    member("toolVersion", changes.toolVersion)
    member("otherPolicy", changes.hasOtherPolicy)
    array("fixed") {
      for finding in changes.fixed {
        $0.element {
          $0.member("id", finding.id)
          $0.optional("fingerprint", finding.fingerprint)
          $0.member("rule", finding.rule)
          $0.member("title", finding.title)
          $0.member("severity", finding.severity)
        }
      }
    }
    array("verdicts") {
      for change in changes.verdicts {
        $0.element {
          $0.member("rule", change.rule)
          $0.optional("before", change.before)
          $0.optional("now", change.now)
        }
      }
    }
    if let added = changes.added { member("added", added) }
    if let removed = changes.removed { member("removed", removed) }
    member("inputs", changes.inputs)
    member("grownRules", changes.grownRules.sorted())
  }
}
