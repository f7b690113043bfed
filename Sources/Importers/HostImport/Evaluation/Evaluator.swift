import PacketSets

/// Tries packets against the chains of a host.
struct Evaluator {
  let ruleset: Ruleset
  let facts: HostFacts
  let traits: RulesetTraits

  init(_ ruleset: Ruleset, facts: HostFacts) {
    self.ruleset = ruleset
    self.facts = facts
    traits = RulesetTraits(ruleset)
  }

  /// How a packet may leave a chain.
  enum Ending: Hashable, Sendable {
    case accepted
    case dropped
    case rejected(String)
    case redirected(Translation)
    case renamed
    case unknown
  }

  /// Which conditions that depend on the peer are taken to hold.
  enum Mood: Hashable, Sendable {
    /// No rate is exceeded, and the sender does not choose to match.
    case quiet
    /// No rate is exceeded, and the sender chooses to match.
    case choosing
    /// Anything may be.
    case any
  }

  /// How many steps one packet may take through a chain and those it calls.
  static let stepLimit = 400_000
  /// How deep chains may call each other.
  static let depthLimit = 64

  /// The endings that a packet may find in a base chain.
  func endings(of start: ChainNumber, for view: PacketView, _ mood: Mood) -> Set<Ending> {
    var frames: [Frame] = []
    var frameNumbers: [Frame: Int] = [:]
    var seen: Set<State> = []
    var work = [State(chain: start.chain, rule: 0, frame: -1)]
    var endings: Set<Ending> = []
    let table = ruleset.tables[start.table]
    while var state = work.popLast() {
      while true {
        guard seen.count < Self.stepLimit else { return [.unknown] }
        let chain = table.chains[state.chain]
        guard state.rule < chain.rules.count else {
          guard state.frame >= 0 else {
            endings.insert(Self.ending(of: table.chains[start.chain].policy))
            break
          }
          let frame = frames[state.frame]
          state = State(chain: frame.chain, rule: frame.rule, frame: frame.parent)
          continue
        }
        let rule = chain.rules[state.rule]
        let next = State(chain: state.chain, rule: state.rule + 1, frame: state.frame)
        let outcome = rule.matches.isEmpty ? .yes : self.outcome(of: rule, for: view)
        let (matches, passes) = Self.branches(outcome, mood)
        guard matches, !rule.verdict.isWithoutEffect else {
          state = next
          continue
        }
        // Only a place where the ways part can be met twice.
        if passes {
          guard seen.insert(state).inserted else { break }
          work.append(next)
        } else {
          guard seen.insert(state).inserted else { break }
        }
        switch rule.verdict {
        case .jump(let name):
          guard let target = table.index(ofChain: name),
            depth(of: state.frame, frames) < Self.depthLimit
          else {
            endings.insert(.unknown)
            break
          }
          let frame = Frame(chain: next.chain, rule: next.rule, parent: next.frame)
          let number = frameNumbers[frame] ?? frames.count
          if number == frames.count {
            frames.append(frame)
            frameNumbers[frame] = number
          }
          state = State(chain: target, rule: 0, frame: number)
          continue
        case .goto(let name):
          guard let target = table.index(ofChain: name) else {
            endings.insert(.unknown)
            break
          }
          state = State(chain: target, rule: 0, frame: state.frame)
          continue
        case .return:
          state = State(
            chain: state.chain, rule: table.chains[state.chain].rules.count, frame: state.frame)
          continue
        case .accept, .drop, .reject, .next, .translateDestination, .translateSource, .unknown:
          endings.insert(Self.ending(of: rule.verdict))
        }
        break
      }
    }
    // A circle of chains never ends; the kernel refuses it.
    return endings.isEmpty ? [.unknown] : endings
  }

  /// Whether a rule matches a packet.
  func outcome(of rule: FirewallRule, for view: PacketView) -> MatchOutcome {
    var result = MatchOutcome.yes
    for match in rule.matches {
      result = result.and(match.outcome(for: view, in: traits, facts))
      if result == .no { break }
    }
    return result
  }

  /// Whether the rule may be applied, and whether the next one may be tried.
  static func branches(_ outcome: MatchOutcome, _ mood: Mood) -> (Bool, Bool) {
    switch (outcome, mood) {
    case (.yes, _): (true, false)
    case (.no, _): (false, true)
    case (.maybe, _), (_, .any): (true, true)
    case (.quiet, _): (true, false)
    case (.busy, _): (false, true)
    case (.chosen, .quiet): (false, true)
    case (.chosen, .choosing): (true, false)
    }
  }

  private static func ending(of verdict: Verdict) -> Ending {
    switch verdict {
    case .accept, .next: .accepted
    case .drop: .dropped
    case .reject(let answer): .rejected(answer)
    case .translateDestination(let translation): .redirected(translation)
    case .translateSource: .renamed
    case .jump, .goto, .return, .unknown: .unknown
    }
  }

  private func depth(of frame: Int, _ frames: [Frame]) -> Int {
    var depth = 0
    var frame = frame
    while frame >= 0 {
      depth += 1
      frame = frames[frame].parent
    }
    return depth
  }

  private struct State: Hashable {
    var chain: Int
    var rule: Int
    var frame: Int
  }

  private struct Frame: Hashable {
    var chain: Int
    var rule: Int
    var parent: Int
  }
}
