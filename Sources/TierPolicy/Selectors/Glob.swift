/// A pattern for names: `*` stands for any text, `?` for any one character.
///
/// Upper and lower case differ, and there is no escape: a name with a star in it is matched by `*`
/// or `?` in its place.
public struct Glob: Hashable, Sendable, CustomStringConvertible {
  /// The pattern as it was written.
  public let description: String
  private let pattern: [UInt8]
  /// Whether only the name itself matches.
  let isLiteral: Bool

  private static let star = UInt8(ascii: "*")
  private static let question = UInt8(ascii: "?")

  /// Creates a pattern; every text is one.
  public init(_ text: String) {
    description = text
    pattern = Array(text.utf8)
    isLiteral = !pattern.contains { $0 == Self.star || $0 == Self.question }
  }

  /// Whether a name fits the pattern.
  ///
  /// - Complexity: O(*n* · *m*) in the lengths of pattern and name at worst, O(*n*) as a rule.
  public func matches(_ name: String) -> Bool {
    if isLiteral { return name == description }
    var name = name
    return name.withUTF8 { matches($0) }
  }

  private func matches(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    var place = 0
    var at = 0
    var starAt: Int?
    var resume = 0
    while at < name.count {
      if place < pattern.count, pattern[place] == Self.star {
        starAt = place
        place += 1
        resume = at
      } else if place < pattern.count, pattern[place] == Self.question {
        place += 1
        at = Self.next(at, in: name)
      } else if place < pattern.count, pattern[place] == name[at] {
        place += 1
        at += 1
      } else if let star = starAt {
        place = star + 1
        resume = Self.next(resume, in: name)
        at = resume
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == Self.star }
  }

  /// The byte after the character that starts at `index`.
  private static func next(_ index: Int, in name: UnsafeBufferPointer<UInt8>) -> Int {
    var index = index + 1
    while index < name.count, name[index] & 0xC0 == 0x80 { index += 1 }
    return index
  }
}
