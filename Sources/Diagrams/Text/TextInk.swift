/// The colours of a text diagram, which say nothing that strokes and words do not say too.
enum TextInk: Hashable, Sendable {
  case none
  case heading
  case violation
  case undecided
  case quiet
  case added
  case removed

  /// The colour of a verdict.
  init(_ verdict: SceneEdge.Verdict) {
    switch verdict {
    case .violation: self = .violation
    case .undecided: self = .undecided
    case .blocked: self = .quiet
    case .added: self = .added
    case .removed: self = .removed
    case .allowed: self = .none
    }
  }

  /// The sequence that a terminal needs before the text.
  var sequence: String {
    switch self {
    case .none: ""
    case .heading: "\u{1B}[1m"
    case .violation: "\u{1B}[1;31m"
    case .undecided: "\u{1B}[33m"
    case .quiet: "\u{1B}[90m"
    case .added: "\u{1B}[32m"
    case .removed: "\u{1B}[35m"
    }
  }
}
