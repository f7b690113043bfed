import Topology

/// What makes an endpoint a member of an inferred tier.
struct TierEvidence: Hashable {
  /// The tier.
  var tier: String
  /// What tells it.
  var sign: Sign

  /// A property that tells what an endpoint is for.
  enum Sign: Hashable {
    case kind(ResourceKind)
    case tag(key: String, value: String)
    case name(pattern: String)
    case group(name: String)
    case target
    case serves(String)
    case admits(String)
  }

  /// The evidence in words.
  var text: String {
    switch sign {
    case .kind(let kind): "kind \(kind)"
    case .tag(let key, let value): "tag \(key)=\(value)"
    case .name(let pattern): "name matches \(pattern)"
    case .group(let name): "security group \(name)"
    case .target: "target of a load balancer"
    case .serves(let traffic): "serves \(traffic)"
    case .admits(let traffic): "admits \(traffic)"
    }
  }

  /// The selector that picks whoever has the same property, if there is such a selector.
  var selector: Selector? {
    switch sign {
    case .kind(let kind): .kind([kind])
    case .tag(let key, let value): .tag(key: key, values: [Glob(value)])
    case .name(let pattern): .name([Glob(pattern)])
    case .group(let name): .securityGroup([Glob(name)])
    case .target, .serves, .admits: nil
    }
  }
}
