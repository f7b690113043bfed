import Documents
import TierPolicy

/// A finding as a result of SARIF.
struct SARIFResult {
  let finding: ReviewFinding
  let review: Review
  let ruleIndex: Int

  func write(to writer: inout JSONWriter) {
    writer.element { result in
      result.member("ruleId", finding.rule)
      if ruleIndex >= 0 { result.member("ruleIndex", ruleIndex) }
      result.member("level", finding.severity.sarifLevel)
      result.message(
        "message", "\(finding.id): \(finding.title). Packet: \(finding.packet). \(finding.change)")
      result.array("locations") { $0.element { location(&$0) } }
      result.object("partialFingerprints") {
        $0.member("baileyFinding/v1", finding.fingerprint)
      }
      if !finding.path.isEmpty { codeFlow(&result) }
      if let state = finding.baseline { result.member("baselineState", state.sarif) }
      result.array("suppressions") { if finding.isWaived { suppressions(&$0) } }
      if let risk = finding.risk { result.member("rank", risk.value * 10) }
      properties(&result)
    }
  }

  /// Where the cause stands, else the rule of the policy, else the first file.
  private var place: SARIFPlace? {
    let rule = review.rules.first { $0.id == finding.rule }?.place ?? ""
    return SARIFPlace(finding.cause.place) ?? SARIFPlace(rule)
      ?? SARIFPlace(review.inputs.first?.path ?? "")
  }

  private func location(_ writer: inout JSONWriter) {
    place?.write(to: &writer)
    writer.array("logicalLocations") {
      $0.element {
        $0.member("name", NameLimit.short(finding.cause.name, to: NameLimit.rule))
        $0.member("fullyQualifiedName", NameLimit.short(finding.cause.id, to: NameLimit.message))
        $0.member("kind", "resource")
      }
    }
  }

  /// The steps of the packet and of its answer.
  private func codeFlow(_ writer: inout JSONWriter) {
    writer.array("codeFlows") {
      $0.element { flow in
        flow.message("message", "The way of \(finding.packet)")
        flow.array("threadFlows") { threads in
          for path in finding.path {
            thread(path.packet, path.forward, &threads)
            if !path.answer.isEmpty {
              thread("the answer of \(path.packet)", path.answer, &threads)
            }
          }
        }
      }
    }
  }

  private func thread(_ name: String, _ steps: [PathStep], _ writer: inout JSONWriter) {
    writer.element { thread in
      thread.message("message", name)
      thread.array("locations") {
        for (index, step) in steps.enumerated() {
          $0.element { location in
            location.object("location") { inner in
              SARIFPlace(step.place)?.write(to: &inner)
              inner.message("message", ReviewWords.step(index + 1, step))
            }
            location.member("executionOrder", index + 1)
            location.member("importance", step.isDeciding ? "essential" : "important")
          }
        }
      }
    }
  }

  private func suppressions(_ writer: inout JSONWriter) {
    for waiver in review.waivers
    where waiver.rule == finding.rule && waiver.isUsed && waiver.state != .expired {
      writer.element {
        $0.member("kind", "external")
        $0.member("status", "accepted")
        let ticket = waiver.ticket.isEmpty ? "" : " (\(waiver.ticket))"
        $0.member("justification", NameLimit.short("\(waiver.reason)\(ticket)", to: 1000))
        $0.object("properties") {
          $0.member("expires", waiver.expires.description)
          $0.member("owner", waiver.owner)
          $0.member("approvedBy", waiver.approvedBy)
        }
      }
    }
  }

  private func properties(_ writer: inout JSONWriter) {
    writer.object("properties") {
      $0.member("finding", finding.id)
      $0.member("security-severity", finding.severity.sarifScore)
      if let risk = finding.risk { $0.member("risk", "\(risk.value) of 10: \(risk.explanation)") }
      $0.member("packet", finding.packet)
      $0.member("traffic", finding.traffic)
      $0.member("pairs", finding.pairs)
      if let check = finding.check { $0.member("check", check) }
      if let day = finding.firstSeen { $0.member("firstSeen", day.description) }
    }
  }
}

extension BaselineState {
  /// The word of SARIF.
  var sarif: String {
    switch self {
    case .new: "new"
    case .grown, .shrunk: "updated"
    case .unchanged: "unchanged"
    }
  }
}
