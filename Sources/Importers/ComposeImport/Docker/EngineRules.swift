import Documents

/// What is known of an engine, and what follows for packets (section 0 of the sheet).
///
/// Where the version is not known, a question has two bounds: what holds for every version that it
/// may be, and what holds for one of them.
struct EngineRules: Hashable, Sendable {
  /// A claim about packets.
  enum Answer: Hashable, Sendable {
    /// It holds.
    case yes
    /// It holds for some of the versions or settings that may be.
    case possibly
    /// It does not hold.
    case no
  }

  /// The version, where an export tells it.
  var version: String?
  /// The back end that an export tells.
  var backend: FirewallBackend?
  /// The settings; those of an engine without a file where none was exported.
  var settings = DaemonSettings()
  /// Whether the settings were exported.
  var knowsSettings = false

  /// The generations that it may be.
  var generations: [EngineGeneration] {
    if let version, let generation = EngineGeneration(version: version) { return [generation] }
    if backend == .nftables { return [.from29] }
    return EngineGeneration.allCases
  }

  /// The back ends that it may have.
  func backends(of generation: EngineGeneration) -> [FirewallBackend] {
    guard generation == .from29 else { return [.iptables] }
    if let backend { return [backend] }
    if let text = settings.firewallBackend, let told = FirewallBackend(rawValue: text) {
      return [told]
    }
    return knowsSettings ? [.iptables] : FirewallBackend.allCases
  }

  /// The answer over all that it may be.
  private func answer(_ claim: (EngineGeneration, FirewallBackend) -> Bool) -> Answer {
    var (holds, fails) = (false, false)
    for generation in generations {
      for backend in backends(of: generation) {
        if claim(generation, backend) { holds = true } else { fails = true }
      }
    }
    return holds ? fails ? .possibly : .yes : .no
  }

  /// Whether a container that is on internal networks alone reaches the host's other addresses.
  var internalReachesHostElsewhere: Answer { answer { generation, _ in generation == .upTo24 } }

  /// Whether such a container reaches a port that another network publishes, at its own gateway.
  var internalReachesPublished: Answer {
    answer { generation, backend in generation == .from29 && backend == .nftables }
  }

  /// Whether a neighbour that routes to the bridge reaches a published port of the container.
  var admitsDirectRouting: Answer {
    if settings.allowsDirectRouting { return .yes }
    return answer { generation, _ in generation < .from28 }
  }

  /// Whether a neighbour that routes to the bridge may reach ports that are not published: up to 27
  /// the policy of the host's FORWARD chain decides (CMP-5.5).
  var mayAdmitUnpublished: Bool {
    !settings.writesRules || generations.contains { $0 < .from28 }
  }

  /// Whether IPv6 may pass without any rule: the engine writes none by default before 27 (CMP-2.14).
  var mayLeaveIPv6Open: Bool {
    if !settings.writesRules { return true }
    if let told = settings.writesRulesIPv6 { return !told }
    return generations.contains { $0 < .from28 }
  }

  /// Whether other networks of the host reach a port by the host's address (CMP-4.5, CMP-4.7).
  var crossesByHostAddress: Answer {
    if settings.usesUserlandProxy || !settings.writesRules { return .yes }
    return answer { generation, _ in generation == .from29 }
  }

  /// Whether the host's own INPUT rules decide about a published port, rather than those of
  /// forwarded packets (section 0, CMP-5.1).
  var publishedPassesInput: Answer { settings.writesRules ? .no : .yes }

  /// Whether a rule of the host that drops forwarded packets wins over the engine (CMP-5.4).
  var hostForwardRulesDecide: Answer { answer { _, backend in backend == .nftables } }
}
