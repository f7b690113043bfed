import Documents
import TierPolicy
import Topology

/// The review as JSON, complete: `bailey/review/1`, described by `docs/schema/review.schema.json`.
///
/// Members stand in a fixed order, and lists in the order of the review; fields are only ever added
/// within a version.
public struct JSONReport: Sendable {
  /// The name and version of the form.
  public static let schema = "bailey/review/1"

  /// The spaces of a level, or nil for one line.
  public var indent: Int?

  /// Creates a report of a form.
  public init(indent: Int? = 2) { self.indent = indent }

  /// Returns the report, ended by a line feed.
  public func render(_ review: Review) -> [UInt8] {
    var writer = JSONWriter(indent: indent)
    writer.beginObject()
    writer.member("schema", Self.schema)
    writer.object("tool") {
      $0.member("name", "bailey")
      $0.member("version", review.toolVersion)
    }
    writer.member("system", review.system)
    writer.member("asOf", review.asOf.description)
    if let captured = review.capturedAt { writer.member("capturedAt", captured) }
    writePolicy(review.policy, to: &writer)
    writeSummary(review, to: &writer)
    writeInputs(review, to: &writer)
    writer.array("tiers") { for tier in review.tiers { $0.write(tier) } }
    writer.array("rules") { for rule in review.rules { $0.write(rule, review.findings) } }
    writer.array("notAsked") {
      for rule in review.skipped {
        $0.element {
          $0.member("id", rule.id)
          $0.member("title", rule.title)
          $0.member("reason", rule.reason)
        }
      }
    }
    writer.array("findings") { for finding in review.findings { $0.write(finding) } }
    writer.array("assumptions") { for gap in review.gaps { $0.write(gap) } }
    writer.array("flows") { for flow in review.flows { $0.write(flow) } }
    if let openings = review.openings {
      writer.array("unregistered") { for opening in openings { $0.write(opening) } }
    }
    if let distances = review.distances {
      writer.array("distances") { for distance in distances { $0.write(distance) } }
    }
    writer.array("waivers") { for waiver in review.waivers { $0.write(waiver) } }
    writer.array("inventory") { for resource in review.inventory { $0.write(resource) } }
    writer.array("diagrams") {
      for diagram in review.diagrams {
        $0.element {
          $0.member("name", diagram.name)
          $0.member("title", diagram.title)
        }
      }
    }
    if let remarks = review.hygiene {
      writer.array("hygiene") { for remark in remarks { $0.write(remark) } }
    }
    if let changes = review.changes { writer.object("changes") { $0.write(members: changes) } }
    if !review.command.isEmpty { writer.member("command", review.command) }
    writer.endObject()
    return writer.finish()
  }

  private func writePolicy(_ policy: PolicySource, to writer: inout JSONWriter) {
    writer.object("policy") {
      switch policy {
      case .baseline: $0.member("source", "baseline")
      case .file(let path, let digest):
        $0.member("source", "file")
        $0.member("path", path)
        $0.member("sha256", digest)
      }
    }
  }

  private func writeSummary(_ review: Review, to writer: inout JSONWriter) {
    writer.object("summary") {
      $0.member("rules", review.rules.count)
      $0.member("proven", review.count(of: .proven))
      $0.member("waived", review.waivedCount)
      $0.member("violated", review.count(of: .violated))
      $0.member("undecided", review.count(of: .undecided))
      $0.member("vacuous", review.count(of: .vacuous))
      $0.member("findings", review.findings.count { !$0.isWaived })
      $0.member("complete", review.isComplete)
      $0.object("graph") {
        $0.member("networks", review.sizes.networks)
        $0.member("subnets", review.sizes.subnets)
        $0.member("resources", review.sizes.resources)
        $0.member("endpoints", review.sizes.endpoints)
        $0.member("gateways", review.sizes.gateways)
        $0.member("filterRules", review.sizes.filterRules)
      }
    }
  }

  private func writeInputs(_ review: Review, to writer: inout JSONWriter) {
    writer.array("inputs") {
      for input in review.inputs {
        $0.element {
          $0.member("path", input.path)
          $0.member("content", input.content)
          $0.member("bytes", input.byteCount)
          if !input.digest.isEmpty { $0.member("sha256", input.digest) }
          $0.member("records", input.recordCount)
          $0.member("state", input.state.rawValue)
        }
      }
    }
    writer.array("coverage") {
      for record in review.records {
        $0.element {
          $0.member("provider", record.scope.provider)
          $0.member("account", record.scope.account)
          $0.member("region", record.scope.region)
          $0.member("type", record.type)
          $0.member("seen", record.seen)
          $0.member("modelled", record.modelled)
          $0.member("effect", record.effect.rawValue)
          $0.optional("note", record.note)
        }
      }
    }
    writer.array("diagnostics") {
      for diagnostic in review.diagnostics {
        $0.element {
          $0.member("severity", diagnostic.severity.rawValue)
          $0.member("code", diagnostic.code)
          $0.member("message", diagnostic.message)
          $0.optional("place", diagnostic.place)
          $0.member("effect", diagnostic.effect.rawValue)
          $0.optional("advice", diagnostic.advice)
        }
      }
    }
  }
}
