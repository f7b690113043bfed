import Documents

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The SMT solver z3, where it is installed.
public enum Solver {
  /// Whether z3 can be run.
  public static let isInstalled = run("z3 -version 2>/dev/null").contains("Z3")

  /// Returns the first line of what z3 says about a question.
  ///
  /// - Parameter question: SMT-LIB.
  /// - Returns: `sat`, `unsat`, or what else it says.
  /// - Throws: That the question cannot be written to a file.
  public static func answer(_ question: String) throws -> String {
    let path = "/tmp/bailey-question-\(getpid())-\(UInt64.random(in: 0 ... .max)).smt2"
    try OutputFile.write(Array(question.utf8), to: path)
    defer { unlink(path) }
    return run("z3 -T:120 \(path) 2>&1").split(separator: "\n").first.map(String.init) ?? ""
  }

  private static func run(_ command: String) -> String {
    guard let pipe = popen(command, "r") else { return "" }
    defer { pclose(pipe) }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = fread(&buffer, 1, buffer.count, pipe)
      if count == 0 { break }
      result += buffer[..<count]
    }
    return String(decoding: result, as: UTF8.self)
  }
}
