import PacketSets

/// What becomes of a packet, as far as the exports tell.
struct Judgement: Hashable, Sendable {
  /// Whether it certainly passes.
  var certainlyPasses: Bool
  /// Whether it may pass.
  var mayPass: Bool
  /// Whether it is certainly answered with a refusal rather than with silence, when it is stopped.
  var isRefused: Bool = false

  /// Nothing stops it.
  static let passes = Judgement(certainlyPasses: true, mayPass: true)
  /// Something certainly stops it.
  static let stopped = Judgement(certainlyPasses: false, mayPass: false)
  /// It is not known what becomes of it.
  static let unknown = Judgement(certainlyPasses: false, mayPass: true)

  /// What becomes of a packet that must pass twice.
  func then(_ other: @autoclosure () -> Judgement) -> Judgement {
    guard mayPass else { return self }
    let other = other()
    return Judgement(
      certainlyPasses: certainlyPasses && other.certainlyPasses,
      mayPass: other.mayPass, isRefused: other.isRefused)
  }

  /// The verdict in the words of a question.
  var word: String { certainlyPasses ? "delivered" : mayPass ? "undecided" : "blocked" }
}

extension Evaluator {
  /// What the base chains of a hook make of a packet: every one must let it pass (5.1).
  ///
  /// - Parameters:
  ///   - hook: The hook.
  ///   - view: The packet as it is there.
  ///   - translates: Whether chains that translate addresses are tried as well.
  /// - Returns: What becomes of the packet.
  func judge(_ hook: Hook, _ view: PacketView, translates: Bool = false) -> Judgement {
    let family = view.packet.source.family
    var result = Judgement.passes
    for missing in ruleset.missing where missing.family == family { result = .unknown }
    for chain in ruleset.chains(at: hook, for: family)
    where translates || ruleset[chain].base?.kind != .nat {
      result = result.then(judge(chain, view))
    }
    return result
  }

  private func judge(_ chain: ChainNumber, _ view: PacketView) -> Judgement {
    let quiet = endings(of: chain, for: view, .quiet)
    let any = endings(of: chain, for: view, .any)
    let mayPass = any.contains { $0.passes != false }
    let choosing = mayPass ? endings(of: chain, for: view, .choosing) : []
    let certainly =
      quiet.allSatisfy { $0.passes == true }
      || mayPass && choosing.allSatisfy { $0.passes == true }
    return Judgement(
      certainlyPasses: certainly, mayPass: mayPass,
      isRefused: !mayPass
        && any.allSatisfy { if case .rejected = $0 { true } else { false } })
  }
}

extension Evaluator.Ending {
  /// Whether the packet goes on; nil when that is not known.
  var passes: Bool? {
    switch self {
    case .accepted, .redirected, .renamed: true
    case .dropped, .rejected: false
    case .unknown: nil
    }
  }
}
