import Documents

/// Answers about load balancers that do not name their subject themselves (AWS-IO-06), by the
/// subject that a wrapper or the name of the file tells.
struct BalancerAnswers: Sendable {
  /// The attributes by subject.
  var attributes: [String: [String: String]] = [:]
  /// The registered targets by subject.
  var targets: [String: [Exported.TargetHealth]] = [:]
  /// The load balancers whose listeners were asked for.
  var listened: Set<String> = []

  /// The subject that a path tells: an ARN, or a name among the files of one folder.
  static func subject(of path: ExportPath) -> String? {
    guard let parameter = path.parameter else { return nil }
    if let range = parameter.firstRange(of: "arn:") {
      return String(parameter[range.lowerBound...])
    }
    return "\(path.folder) \(parameter)"
  }
}

extension Inventory {
  /// Reads attributes of a load balancer or target group.
  mutating func readAttributes(
    _ list: JSONValue, of subject: String?, _ page: Int, _ path: ExportPath
  ) {
    guard let subject = subject ?? BalancerAnswers.subject(of: path) else {
      noteMissingSubject(of: list, "aws elbv2 describe-load-balancer-attributes")
      return
    }
    do throws(ReadFault) {
      var attributes: [String: String] = [:]
      for record in list.elements {
        guard record.kind == .object, let key = try record.text("Key") else { continue }
        attributes[key] = try record.text("Value") ?? ""
      }
      balancerAnswers.attributes[subject, default: [:]].merge(attributes) { $1 }
    } catch {
      refuse(error, kind: .attributes, file: pages[page].file)
    }
  }

  /// Reads the registered targets of a target group.
  mutating func readTargets(
    _ list: JSONValue, of subject: String?, _ page: Int, _ path: ExportPath
  ) {
    guard let subject = subject ?? BalancerAnswers.subject(of: path) else {
      noteMissingSubject(of: list, "aws elbv2 describe-target-health")
      return
    }
    do throws(ReadFault) {
      var targets: [Exported.TargetHealth] = []
      for value in list.elements { targets.append(try Exported.TargetHealth(value)) }
      balancerAnswers.targets[subject] = targets
    } catch {
      refuse(error, kind: .targetHealth, file: pages[page].file)
    }
  }

  /// Reads the answers to one question about many subjects, each with its subject beside it.
  mutating func readWrapped(
    _ list: JSONValue, _ kind: RecordKind, _ page: Int, _ path: ExportPath
  ) {
    for value in list.elements {
      do throws(ReadFault) {
        switch kind {
        case .wrappedListeners:
          balancerAnswers.listened.insert(try value.requiredText("LoadBalancerArn"))
          guard let inner = value.member("Listeners"), inner.kind == .array else { continue }
          read(inner, .listeners, \.listeners, page)
        case .wrappedTargetHealth:
          let subject = try value.requiredText("TargetGroupArn")
          guard let inner = value.member("TargetHealthDescriptions"), inner.kind == .array else {
            throw ReadFault(value, "a target group has no TargetHealthDescriptions")
          }
          readTargets(inner, of: subject, page, path)
        default:
          let subject: String
          if let group = try value.text("TargetGroupArn") {
            subject = group
          } else {
            subject = try value.requiredText("LoadBalancerArn")
          }
          guard let inner = value.member("Attributes"), inner.kind == .array else { continue }
          readAttributes(inner, of: subject, page, path)
        }
      } catch {
        refuse(error, kind: kind, file: pages[page].file)
      }
    }
  }

  private mutating func noteMissingSubject(of list: JSONValue, _ command: String) {
    diagnose(
      .warning, "aws.loadBalancer.subject",
      "This answer to \(command) does not say of what it is.", at: list.location,
      effect: .assumedOpen,
      advice: "Put the name or ARN of the load balancer or target group into the name of the file.")
  }

  /// An answer about a subject that has an ARN and a name, listed on a page.
  func answer<Value>(
    _ answers: [String: Value], arn: String, name: String, page: Int?
  ) -> Value? {
    if let found = answers[arn] { return found }
    guard let page else { return nil }
    return answers["\(scopes.path(of: pages[page].file).folder) \(name)"]
  }
}
