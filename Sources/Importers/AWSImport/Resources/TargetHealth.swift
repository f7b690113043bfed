import Documents

extension Exported {
  /// A registered target, from `aws elbv2 describe-target-health` (API page DescribeTargetHealth,
  /// type TargetHealthDescription).
  struct TargetHealth: Sendable {
    /// `Target.Id`: an instance, an address, a function or a load balancer.
    var target: String
    /// `Target.Port`.
    var port: UInt16?
    /// `Target.AvailabilityZone`: a zone, or `all`.
    var zone: String?
    /// `TargetHealth.State`.
    var state: String
    /// Where it stands.
    var location: SourceLocation

    init(_ value: JSONValue) throws(ReadFault) {
      guard let target = try value.object("Target") else {
        throw ReadFault(value, "a target has no Target")
      }
      self.target = try target.requiredText("Id")
      port = try target.number("Port").flatMap { UInt16(exactly: $0) }
      zone = try target.text("AvailabilityZone")
      state = try value.object("TargetHealth")?.text("State") ?? ""
      location = value.location
    }
  }
}
