import ArgumentParser

/// When colours are used.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case always
  case never

  /// Whether a stream gets colours: the flag first, then the environment, then the terminal.
  func isColored(terminal: Bool) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      if Console.environment("NO_COLOR") != nil { return false }
      if let force = Console.environment("CLICOLOR_FORCE"), force != "0" { return true }
      return terminal && Console.environment("TERM") != "dumb"
    }
  }
}
