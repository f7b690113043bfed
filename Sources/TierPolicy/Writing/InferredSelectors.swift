import Reachability
import Topology

/// Selectors that pick the members of inferred tiers.
struct InferredSelectors {
  /// How many machines are listed one by one when nothing shorter is exact.
  static let listLimit = 500
  /// How many signs of one kind are looked at one by one.
  private static let signLimit = 64

  private let evaluation: SelectorEvaluation
  private var claimsByTier: [String: [Selector]] = [:]
  /// The tiers whose selectors pick others besides the members.
  private(set) var inexact: Set<String> = []

  init(_ evaluation: SelectorEvaluation, _ inference: TierInference) {
    self.evaluation = evaluation
    for tier in inference.tiers { claimsByTier[tier.name] = claims(of: tier) }
  }

  /// The claims of which any makes a member of the tier; none when it was not inferred.
  func claims(of tier: String) -> [Selector] { claimsByTier[tier] ?? [] }

  private typealias Sign = (evidence: TierEvidence, endpoints: [ID<Endpoint>])

  private mutating func claims(of tier: TierInference.Result) -> [Selector] {
    var claims: [Selector] = []
    var left: [ID<Endpoint>] = []
    for signs in Self.grouped(tier.evidence) {
      if let claim = Self.claim(signs), picksOnly(claim, tier) {
        claims.append(claim)
        continue
      }
      var exact: [Sign] = []
      for sign in signs {
        guard signs.count <= Self.signLimit, let claim = Self.claim([sign]) else {
          left += sign.endpoints
          continue
        }
        if picksOnly(claim, tier) {
          exact.append(sign)
        } else if let narrowed = narrowed(claim, tier) {
          claims.append(narrowed)
        } else if sign.endpoints.count > Self.listLimit {
          claims.append(claim)
          inexact.insert(tier.name)
        } else {
          left += sign.endpoints
        }
      }
      if let claim = Self.claim(exact) { claims.append(claim) }
    }
    return claims + list(left, of: tier)
  }

  /// The evidence by the kind of claim that it makes, in a fixed order.
  private static func grouped(_ evidence: [Sign]) -> [[Sign]] {
    func order(_ sign: TierEvidence.Sign) -> String {
      switch sign {
      case .kind: "1"
      case .tag(let key, _): "2 \(key)"
      case .name: "3"
      case .group: "4"
      case .target, .serves, .admits: "5"
      }
    }
    return Dictionary(grouping: evidence) { order($0.evidence.sign) }
      .sorted { $0.key < $1.key }.map(\.value)
  }

  /// One claim for signs of one kind, or nil when no selector can make it.
  private static func claim(_ signs: [Sign]) -> Selector? {
    var kinds: [ResourceKind] = []
    var words: [String] = []
    for sign in signs {
      switch sign.evidence.sign {
      case .kind(let kind): kinds.append(kind)
      case .tag(_, let value): words.append(value)
      case .name(let pattern): words.append(pattern)
      case .group(let name): words.append(name)
      case .target, .serves, .admits: return nil
      }
    }
    let globs = Set(words).sorted().map { Glob($0) }
    switch signs.first?.evidence.sign {
    case nil, .target, .serves, .admits: return nil
    case .kind: return .kind(kinds.sorted())
    case .tag(let key, _): return .tag(key: key, values: globs)
    case .name: return .name(globs)
    case .group: return .securityGroup(globs)
    }
  }

  /// The claim without the kinds of those who are not members, if no member is of such a kind.
  private func narrowed(_ claim: Selector, _ tier: TierInference.Result) -> Selector? {
    let picked = evaluation.endpoints(of: claim)
    func kinds(_ set: EndpointSet) -> Set<ResourceKind> {
      Set(set.members.map { evaluation.topology.resource(of: $0).kind })
    }
    let others = kinds(picked.subtracting(tier.members))
    guard others.isDisjoint(with: kinds(picked.intersection(tier.members))) else { return nil }
    return .all([claim, .not(.kind(others.sorted()))])
  }

  private func picksOnly(_ selector: Selector, _ tier: TierInference.Result) -> Bool {
    evaluation.endpoints(of: selector).subtracting(tier.members).isEmpty
  }

  /// Lists endpoints one by one: by the names of their machines where those pick nobody else.
  private func list(_ endpoints: [ID<Endpoint>], of tier: TierInference.Result) -> [Selector] {
    if endpoints.isEmpty { return [] }
    let topology = evaluation.topology
    let names = Set(endpoints.map { topology.resource(of: $0).name }).sorted()
    let claim = Selector.name(names.map { Glob($0) })
    if picksOnly(claim, tier) { return [claim] }
    return [.id(Set(endpoints.map { topology.endpoints[$0].id }).sorted().map { Glob($0) })]
  }
}
