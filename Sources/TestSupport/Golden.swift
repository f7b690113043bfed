import FoundationEssentials

/// Output that a test compares with a file that is checked in.
///
/// With `BAILEY_ACCEPT=1` in the environment the file is written anew instead; the change is then
/// read as a diff.
public enum Golden {
  /// What came of a comparison.
  public enum Outcome: Equatable, Sendable, CustomStringConvertible {
    /// The output is what the file holds.
    case same
    /// The file was written anew.
    case accepted
    /// There is no such file.
    case missing(String)
    /// The output differs from the file, from this line on.
    case differs(line: Int, expected: String, found: String)

    /// Whether the test may go on.
    public var isGood: Bool { self == .same || self == .accepted }

    /// What a failing test shows.
    public var description: String {
      switch self {
      case .same: "as expected"
      case .accepted: "accepted"
      case .missing(let path): "\(path) is missing; BAILEY_ACCEPT=1 writes it"
      case .differs(let line, let expected, let found):
        "line \(line):\n  expected: \(expected)\n  found:    \(found)"
      }
    }
  }

  /// Whether differing files are to be written anew.
  public static var isAccepting: Bool {
    ProcessInfo.processInfo.environment["BAILEY_ACCEPT"] == "1"
  }

  /// Compares text with a file.
  ///
  /// - Parameters:
  ///   - text: The output.
  ///   - path: The path of the file.
  ///   - accepting: Whether to write the file anew.
  /// - Returns: What came of it.
  /// - Throws: An error when the file cannot be written.
  public static func compare(
    _ text: String, with path: String, accepting: Bool = isAccepting
  ) throws -> Outcome {
    try compare(Array(text.utf8), with: path, accepting: accepting)
  }

  /// Compares bytes with a file.
  ///
  /// - Parameters:
  ///   - bytes: The output.
  ///   - path: The path of the file.
  ///   - accepting: Whether to write the file anew.
  /// - Returns: What came of it.
  /// - Throws: An error when the file cannot be written.
  public static func compare(
    _ bytes: [UInt8], with path: String, accepting: Bool = isAccepting
  ) throws -> Outcome {
    let expected = FileManager.default.contents(atPath: path).map { [UInt8]($0) }
    if expected == bytes { return .same }
    if accepting {
      if let slash = path.lastIndex(of: "/") {
        try FileManager.default.createDirectory(
          atPath: String(path[..<slash]), withIntermediateDirectories: true)
      }
      try Data(bytes).write(to: URL(filePath: path))
      return .accepted
    }
    guard let expected else { return .missing(path) }
    return firstDifference(expected, bytes)
  }

  private static func firstDifference(_ expected: [UInt8], _ found: [UInt8]) -> Outcome {
    let newline = UInt8(ascii: "\n")
    let old = expected.split(separator: newline, omittingEmptySubsequences: false)
    let new = found.split(separator: newline, omittingEmptySubsequences: false)
    let common = zip(old, new).prefix { $0 == $1 }.count
    func line(_ lines: [ArraySlice<UInt8>]) -> String {
      common < lines.count ? String(decoding: lines[common], as: UTF8.self) : "(end of file)"
    }
    return .differs(line: common + 1, expected: line(old), found: line(new))
  }
}
