import Documents

extension Exported {
  /// What a listener or a rule of it does with what it accepts: an element of `DefaultActions` or
  /// `Actions` (API type Action).
  enum ListenerAction {
    /// Reads the target groups to which actions forward, each once; redirects and fixed responses
    /// reach no target (AWS-ELB-03).
    static func targetGroups(
      of value: JSONValue, _ key: StaticString
    ) throws(ReadFault) -> [String] {
      var result: [String] = []
      for action in try value.records(key) {
        guard try action.text("Type") ?? "forward" == "forward" else { continue }
        var arns: [String] = []
        if let arn = try action.text("TargetGroupArn") { arns.append(arn) }
        for group in try action.object("ForwardConfig")?.records("TargetGroups") ?? [] {
          if let arn = try group.text("TargetGroupArn") { arns.append(arn) }
        }
        for arn in arns where !result.contains(arn) { result.append(arn) }
      }
      return result
    }
  }
}
