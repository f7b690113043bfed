import Reachability
import Topology

/// Selectors that pick exactly the members of inferred tiers.
struct InferredSelectors {
  private let evaluation: SelectorEvaluation
  private let inference: TierInference

  init(_ evaluation: SelectorEvaluation, _ inference: TierInference) {
    self.evaluation = evaluation
    self.inference = inference
  }

  /// The claims of which any makes a member of the tier, one of each kind.
  func claims(of tier: TierInference.Result) -> [Selector] {
    var claims: [Selector] = []
    var names: Set<String> = []
    var ids: Set<String> = []
    var kinds: [ResourceKind] = []
    var tags: [String: [String]] = [:]
    var globs: [Glob] = []
    var groups: [Glob] = []
    for (evidence, endpoints) in tier.evidence {
      guard isExact(evidence, tier) else {
        list(endpoints, of: tier, names: &names, ids: &ids)
        continue
      }
      switch evidence.sign {
      case .kind(let kind): kinds.append(kind)
      case .tag(let key, let value): tags[key, default: []].append(value)
      case .name(let pattern): globs.append(Glob(pattern))
      case .group(let name): groups.append(Glob(name))
      case .target, .serves, .admits: break
      }
    }
    if !kinds.isEmpty { claims.append(.kind(kinds.sorted())) }
    for (key, values) in tags.sorted(by: { $0.key < $1.key }) {
      claims.append(.tag(key: key, values: values.sorted().map { Glob($0) }))
    }
    globs += names.sorted().map { Glob($0) }
    if !globs.isEmpty { claims.append(.name(globs)) }
    if !groups.isEmpty { claims.append(.securityGroup(groups)) }
    if !ids.isEmpty { claims.append(.id(ids.sorted().map { Glob($0) })) }
    return claims
  }

  /// The selector of a tier that was inferred, or nil when it was not.
  func selector(of name: String) -> Selector? {
    guard let tier = inference.tiers.first(where: { $0.name == name }) else { return nil }
    return .any(claims(of: tier))
  }

  /// Whether the evidence as a selector picks nobody outside the tier.
  private func isExact(_ evidence: TierEvidence, _ tier: TierInference.Result) -> Bool {
    guard let selector = evidence.selector else { return false }
    return picksOnly(selector, tier)
  }

  private func picksOnly(_ selector: Selector, _ tier: TierInference.Result) -> Bool {
    evaluation.endpoints(of: selector).subtracting(tier.members).isEmpty
  }

  /// Lists endpoints one by one: by the name of their machine where that picks nobody else.
  private func list(
    _ endpoints: [ID<Endpoint>], of tier: TierInference.Result, names: inout Set<String>,
    ids: inout Set<String>
  ) {
    let topology = evaluation.topology
    let all = Set(endpoints.map { topology.resource(of: $0).name })
    if picksOnly(.name(all.sorted().map { Glob($0) }), tier) {
      names.formUnion(all)
    } else {
      ids.formUnion(endpoints.map { topology.endpoints[$0].id })
    }
  }
}
