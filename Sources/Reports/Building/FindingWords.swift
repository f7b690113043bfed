import Diagrams
import PacketSets
import Reachability
import TierPolicy
import Topology

/// Says what is wrong and what to change, in one sentence each.
struct FindingWords {
  let wording: Wording
  let rule: PolicyRule

  /// What is wrong, such as `Any internet host can open postgres (tcp/5432) on orders-replica`.
  func title(_ drafts: [FindingDraft], _ traffic: TrafficSet) -> String {
    let sources = unique(drafts.map { source($0) })
    let destinations = unique(drafts.map { destination($0) })
    let verb = rule.form == .must ? "cannot open" : "can open"
    let many = drafts.filter { $0.example.flow.pairCount > 1 }
    let from = Self.phrase(
      sources, many.contains { !$0.example.flow.source.isOutside }, "sources")
    let to = Self.phrase(
      destinations, many.contains { $0.example.flow.source.isOutside }, "destinations")
    let way = drafts.contains { !$0.example.legs.isEmpty } ? " by way of a proxy" : ""
    let on = drafts.contains { $0.example.flow.destination.isOutside } ? "to" : "on"
    return "\(from) \(verb) \(service(traffic)) \(on) \(to)\(way)"
  }

  /// What to change.
  ///
  /// - Parameters:
  ///   - draft: The pair that speaks for the finding.
  ///   - others: All pairs of the finding.
  /// - Returns: A sentence.
  func change(_ draft: FindingDraft, others: [FindingDraft]) -> String {
    let cause = draft.cause.root
    let isOutbound = draft.example.flow.destination.isOutside
    let end = isOutbound ? "destinations" : "sources"
    switch cause.kind {
    case .allowRule where draft.isOfContainers(wording.topology):
      return ContainerWords.change(draft, wording, allowed: rule.form == .only ? rule.sources : [])
    case .allowRule where cause.isFixed:
      return "Nobody can remove \(cause.phrase): put a rule before it that denies"
        + " \(service(draft.traffic))\(allowedBefore(isOutbound))."
    case .allowRule:
      let also = unique(others.flatMap(\.cause.root.alsoAdmitting))
      let more =
        also.isEmpty
        ? ""
        : " \(Self.capitalized(Self.joined(also))) \(also.count == 1 ? "admits" : "admit") the same"
          + " packet and must change as well."
      let fixed = unique(others.flatMap(\.cause.root.alsoFixed))
      let then =
        fixed.isEmpty
        ? ""
        : " \(Self.capitalized(Self.joined(fixed))) \(fixed.count == 1 ? "admits" : "admit") the"
          + " same packet and cannot be removed: a rule before it must deny"
          + " \(service(draft.traffic))."
      return "Remove \(cause.phrase), or narrow its \(end)\(allowed(isOutbound)).\(more)\(then)"
    case .openDefault:
      return "Make \(cause.component.words) \(cause.name) deny what no rule of it allows."
    case .noFilter:
      return "Put a filter in front of \(cause.name): nothing filters what arrives there."
    case .route:
      return "Remove or narrow \(cause.phrase), or filter what leaves the source."
    case .stop:
      return stopped(draft)
    }
  }

  /// To whom a rule may be narrowed.
  private func allowed(_ isOutbound: Bool) -> String {
    switch rule.form {
    case .only: isOutbound ? "" : " to \(Self.joined(rule.sources))"
    case .never:
      " so that \(Self.joined(isOutbound ? rule.destinations : rule.sources)) is not among them"
    case .must: ""
    }
  }

  /// For whom a rule that denies must make way.
  private func allowedBefore(_ isOutbound: Bool) -> String {
    rule.form == .only && !isOutbound
      ? ", and before that one a rule that allows it from \(Self.joined(rule.sources))" : ""
  }

  private func stopped(_ draft: FindingDraft) -> String {
    let cause = draft.cause.root
    let hop =
      draft.trace.outcome == .blockedAnswer ? draft.trace.answer.last : draft.trace.forward.last
    let isAnswer = draft.trace.outcome == .blockedAnswer
    let what = isAnswer ? "the answers" : service(draft.traffic)
    guard let hop, case .drops(let reason) = hop.decision else {
      return "Let \(what) pass at \(cause.phrase)."
    }
    switch cause.component {
    case .filter where cause.ruleID.isEmpty && cause.rule.isEmpty:
      return "Add a rule to \(cause.phrase) that allows \(what)."
    case .filter:
      return "Change \(cause.phrase), which denies \(what)."
    case .endpoint where reason == "it offers nothing there":
      return "Take \(cause.name) out of the rule, or make it serve \(what)."
    case .endpoint, .subnet, .routeTable, .gateway, .world:
      return "Let \(what) pass at \(cause.phrase) (\(reason))."
    }
  }

  private func source(_ draft: FindingDraft) -> String {
    let flow = draft.example.flow
    guard case .outside(let world, let address) = flow.source else {
      return wording.party(flow.source)
    }
    let name = flow.sourceName ?? wording.topology.worlds[world].id
    if flow.sourceAddresses.isEmpty { return "\(name) (for example \(address))" }
    let isAnywhere = AddressWords.isAnywhere(flow.sourceAddresses)
    let except = name.hasPrefix("internet") ? name.dropFirst("internet".count) : nil
    if isAnywhere { return except.map { "Any internet host\($0)" } ?? "Any host of \(name)" }
    let hosts = except.map { "Internet hosts\($0)" } ?? "Hosts of \(name)"
    return "\(hosts) (\(AddressWords.text(flow.sourceAddresses)))"
  }

  private func destination(_ draft: FindingDraft) -> String {
    switch draft.example.flow.destination {
    case .endpoint(let id): wording.endpoint(id)
    case .outside(let world, _): wording.topology.worlds[world].name
    }
  }

  /// One or two names, with a hint at the others.
  private static func phrase(_ names: [String], _ hasMore: Bool, _ word: String) -> String {
    switch names.count {
    case 1 where hasMore: "\(names[0]) and others"
    case 1: names[0]
    case 2 where hasMore: "\(names[0]), \(names[1]) and others"
    case 2: "\(names[0]) and \(names[1])"
    default: "\(names[0]) and \(names.count - 1) more \(word)"
    }
  }

  private func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }

  /// Traffic by the name of a service where it is one, such as `ssh (tcp/22)`.
  private func service(_ traffic: TrafficSet) -> String {
    let traffic = traffic.projectingSourcePorts(over: .full, every: false)
    if rule.services.count > 1, traffic == rule.traffic { return Self.joined(rule.services) }
    let words = TrafficLabel.long(traffic)
    let service = ServiceCatalog.builtIn.first { $0.traffic == traffic && $0.name != "any" }
    return service.map { "\($0.name) (\(words))" } ?? words
  }

  static func joined(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "nobody" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }
}
