import Documents

/// A line on a terminal that says what takes long.
struct Progress {
  private let task: Task<Void, Never>?

  /// Says what is done when it takes longer than a moment and standard error is a terminal.
  static func start(_ work: String, isQuiet: Bool) -> Progress {
    guard !isQuiet, Console.errorIsTerminal else { return Progress(task: nil) }
    let line = Escape.terminal(work)
    return Progress(
      task: Task {
        try? await Task.sleep(for: .milliseconds(500))
        if !Task.isCancelled { Console.progress("\(line) …\r") }
      })
  }

  /// Clears the line.
  func stop() {
    guard let task else { return }
    task.cancel()
    Console.progress("\r\u{1B}[K")
  }
}
