import ArgumentParser
import Composition

/// The command line.
struct Bailey: AsyncParsableCommand {
  /// The version of the program.
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "bailey",
    abstract: "Proves who can reach whom in exported cloud networks, and draws it.",
    discussion: """
      bailey works on files only and opens no network connection. PATH is a file or a folder, read \
      recursively; what each file is, is recognised by its content. `-` is standard input.

      EXAMPLES
        bailey review exports/ --out report/
        bailey check exports/ --policy bailey.yaml
        bailey ask exports/ --flows flows.csv
        bailey explain exports/ --from internet --to i-0abc --protocol tcp --port 22

      EXIT STATUS
        0 all proven; 1 a violation; 2 a wrong command line, policy or list; 3 undecided, or an \
      input that could not be read whole; 4 an error of bailey itself.
      """,
    version: version,
    subcommands: [
      ReviewCommand.self, CheckCommand.self, AskCommand.self, ExplainCommand.self,
      MatrixCommand.self, DiffCommand.self, LintCommand.self, ChecklistCommand.self,
      VerifyCommand.self,
      RepairCommand.self,
      DiagramCommand.self, InitCommand.self,
      CollectCommand.self,
    ])
}

/// The program: parses the command line, runs the command and exits with its status.
@main
enum Program {
  static func main() async {
    do {
      var command = try Bailey.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      finish(error)
    }
  }

  /// Prints what an error says and exits with its status.
  private static func finish(_ error: any Error) -> Never {
    if let problem = error as? Problem {
      Console.error("error: \(problem.message)")
      Console.exit(problem.status)
    }
    let code = Bailey.exitCode(for: error)
    let message = Bailey.fullMessage(for: error)
    if code.isSuccess {
      if !message.isEmpty { Console.result(message + "\n") }
      Console.exit(.success)
    }
    if !message.isEmpty { Console.error(message) }
    let status = ExitStatus(rawValue: code.rawValue)
    Console.exit(code == .validationFailure ? .usage : status ?? .failure)
  }
}

/// An end of a run that is the caller's to mend, with the status that says so.
struct Problem: Error {
  let status: ExitStatus
  let message: String

  init(_ status: ExitStatus = .usage, _ message: String) {
    self.status = status
    self.message = message
  }
}
