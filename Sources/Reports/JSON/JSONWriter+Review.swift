import Documents
import PacketSets
import TierPolicy

/// The elements of a review.
extension JSONWriter {
  /// Writes an object as an element of an array.
  mutating func element(_ body: (inout JSONWriter) -> Void) {
    beginObject()
    body(&self)
    endObject()
  }

  /// Writes a member unless its value is empty.
  mutating func optional(_ key: String, _ value: String) {
    if !value.isEmpty { member(key, value) }
  }

  mutating func write(_ tier: ReviewedTier) {
    element {
      $0.member("name", tier.name)
      $0.member("endpoints", tier.endpointCount)
      $0.member("outside", tier.outside)
      $0.member("reasons", tier.reasons)
      $0.member("sample", tier.sample)
      $0.member("builtIn", tier.isBuiltIn)
      $0.optional("empty", tier.emptiness)
    }
  }

  mutating func write(_ rule: ReviewedRule, _ findings: [ReviewFinding]) {
    element {
      $0.member("id", rule.id)
      $0.member("title", rule.title)
      $0.member("form", rule.form.rawValue)
      $0.member("traffic", rule.traffic)
      $0.member("severity", rule.severity.rawValue)
      $0.member("verdict", rule.verdict.rawValue)
      $0.member("waived", rule.isWaived)
      $0.member("pairs", rule.pairs)
      if rule.pairs != rule.pairsWithoutWaivers || rule.verdict != rule.verdictWithoutWaivers {
        $0.object("withoutWaivers") {
          $0.member("verdict", rule.verdictWithoutWaivers.rawValue)
          $0.member("pairs", rule.pairsWithoutWaivers)
        }
      }
      $0.member("findings", rule.findings)
      $0.member("assumptions", rule.gaps)
      $0.optional("why", rule.why)
      $0.member("references", rule.references)
      $0.optional("place", rule.place)
      $0.member("notes", rule.notes)
      $0.array("witnesses") {
        for finding in findings where finding.rule == rule.id {
          if let path = finding.path.last { $0.witness("violation", path, finding.id) }
        }
        if let doubt = rule.doubt { $0.witness("doubt", doubt) }
        if let evidence = rule.evidence {
          $0.witness(evidence.outcome == .delivered ? "connected" : "blocked", evidence)
        }
      }
    }
  }

  mutating func write(_ finding: ReviewFinding) {
    element {
      $0.member("id", finding.id)
      $0.member("fingerprint", finding.fingerprint)
      $0.member("rule", finding.rule)
      $0.member("title", finding.title)
      $0.member("severity", finding.severity.rawValue)
      if let risk = finding.risk {
        $0.object("risk") {
          $0.member("score", risk.value)
          $0.array("terms") {
            for term in risk.terms {
              $0.element {
                $0.member("name", term.name)
                $0.member("finding", term.finding)
                $0.member("points", term.points)
              }
            }
          }
        }
      }
      $0.member("waived", finding.isWaived)
      $0.member("pairs", finding.pairs)
      $0.member("mayHaveMorePairs", finding.mayHaveMorePairs)
      $0.member("affected", finding.affected)
      $0.member("traffic", finding.traffic)
      $0.optional("sourceAddresses", finding.sourceAddresses)
      $0.object("set") {
        $0.member("sources", finding.whole.sources)
        $0.member("traffic", finding.whole.traffic)
      }
      $0.member("tiers", finding.tiers)
      $0.member("references", finding.references)
      $0.member("packet", finding.packet)
      $0.array("path") { for path in finding.path { $0.element { $0.write(members: path) } } }
      $0.object("cause") { $0.write(members: finding.cause) }
      $0.member("change", finding.change)
      $0.array("remedies") {
        for remedy in finding.remedies {
          $0.element {
            $0.member("form", remedy.form.rawValue)
            $0.member("text", remedy.text)
          }
        }
      }
      if let check = finding.check { $0.member("check", check) }
      if let state = finding.baseline { $0.member("baseline", state.rawValue) }
      if let day = finding.firstSeen { $0.member("firstSeen", day.description) }
    }
  }

  mutating func write(_ gap: ReviewGap) {
    element {
      $0.member("id", gap.id)
      $0.member("statement", gap.statement)
      $0.member("remedy", gap.remedy)
      $0.optional("place", gap.place)
      $0.member("rules", gap.rules)
    }
  }

  mutating func write(_ flow: ReviewedFlow) {
    element {
      $0.member("from", flow.sources)
      $0.member("to", flow.destinations)
      $0.member("traffic", flow.traffic)
      $0.optional("owner", flow.owner)
      $0.optional("why", flow.why)
      $0.optional("place", flow.place)
      $0.member("cleartext", flow.cleartext)
      if let use = flow.use {
        $0.object("use") {
          $0.member("pairs", use.pairs)
          $0.member("open", use.open)
          $0.member("undecided", use.undecided)
        }
      }
    }
  }

  mutating func write(_ waiver: ReviewedWaiver) {
    element {
      $0.member("rule", waiver.rule)
      $0.member("title", waiver.title)
      $0.member("state", waiver.state.rawValue)
      $0.member("expires", waiver.expires.description)
      $0.member("daysLeft", waiver.daysLeft)
      $0.member("used", waiver.isUsed)
      $0.member("pairs", waiver.pairs)
      $0.optional("reason", waiver.reason)
      $0.optional("owner", waiver.owner)
      $0.optional("approvedBy", waiver.approvedBy)
      $0.optional("ticket", waiver.ticket)
    }
  }

  private mutating func member(_ key: String, _ pairs: PairCounts) {
    object(key) {
      $0.member("checked", pairs.checked)
      $0.member("violating", pairs.violating)
      $0.member("undecided", pairs.undecided)
    }
  }

  /// Writes a packet with what it shows of a rule.
  private mutating func witness(_ shows: String, _ path: PacketPath, _ finding: String = "") {
    element {
      $0.member("shows", shows)
      $0.optional("finding", finding)
      $0.write(members: path)
    }
  }

  private mutating func write(members path: PacketPath) {
    member("from", path.source)
    member("to", path.destination)
    member("packet", path.packet)
    object("fields") {
      $0.member("source", path.first.source.description)
      $0.member("destination", path.first.destination.description)
      $0.member("protocol", path.first.proto.description)
      if let type = path.first.icmpType, let code = path.first.icmpCode {
        $0.member("icmpType", type)
        $0.member("icmpCode", code)
      } else if path.first.proto.hasPorts {
        $0.member("sourcePort", path.first.sourcePort)
        $0.member("destinationPort", path.first.destinationPort)
      }
    }
    member("service", path.service)
    member("outcome", path.outcome.rawValue)
    array("hops") { for step in path.forward { $0.write(step) } }
    array("answer") { for step in path.answer { $0.write(step) } }
  }

  private mutating func write(_ step: PathStep) {
    element {
      $0.member("kind", step.kind.rawValue)
      $0.member("name", step.name)
      $0.member("id", step.id)
      $0.member("layer", step.layer)
      $0.member("decision", step.decision.rawValue)
      $0.optional("reason", step.reason)
      $0.optional("ruleId", step.ruleID)
      $0.optional("rule", step.rule)
      $0.optional("place", step.place)
      $0.member("packet", step.packet)
      if step.isDeciding { $0.member("cause", true) }
    }
  }

  private mutating func write(members cause: RootCause) {
    member("kind", cause.kind.rawValue)
    member("component", cause.component.rawValue)
    member("name", cause.name)
    member("id", cause.id)
    optional("ruleId", cause.ruleID)
    optional("rule", cause.rule)
    optional("place", cause.place)
    optional("reason", cause.reason)
    member("alsoAdmitting", cause.alsoAdmitting)
    member("alsoFixed", cause.alsoFixed)
    if cause.isFixed { member("fixed", true) }
  }
}
