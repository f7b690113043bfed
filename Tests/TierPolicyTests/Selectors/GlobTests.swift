import TestSupport
import Testing
import TierPolicy

@Suite struct GlobTests {
  @Test(arguments: [
    ("app", "app", true), ("app", "App", false), ("app-*", "app-1", true),
    ("app-*", "app-", true), ("app-*", "app", false), ("*-db", "orders-db", true),
    ("*", "", true), ("?", "", false), ("?", "é", true), ("a?c", "abc", true),
    ("a*b*c", "a-b-b-c", true), ("a*b*c", "a-c-b", false), ("**", "x", true),
    ("*.example", "db.example", true), ("", "", true), ("", "x", false),
  ])
  func `matches names`(pattern: String, name: String, matches: Bool) {
    #expect(Glob(pattern).matches(name) == matches, "\(pattern) \(name)")
  }

  @Test func `agrees with a naive matcher`() {
    var generator = SeededGenerator(seed: 7)
    let letters: [Character] = ["a", "b", "*", "?"]
    for _ in 0..<20_000 {
      let pattern = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        letters[Int.random(in: 0..<4, using: &generator)]
      }
      let name = (0..<Int.random(in: 0...7, using: &generator)).map { _ in
        letters[Int.random(in: 0..<2, using: &generator)]
      }
      #expect(
        Glob(String(pattern)).matches(String(name)) == naive(pattern[...], name[...]),
        "\(String(pattern)) \(String(name))")
    }
  }

  private func naive(_ pattern: ArraySlice<Character>, _ name: ArraySlice<Character>) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    if first == "*" {
      return naive(pattern.dropFirst(), name)
        || (!name.isEmpty && naive(pattern, name.dropFirst()))
    }
    guard let letter = name.first, first == "?" || first == letter else { return false }
    return naive(pattern.dropFirst(), name.dropFirst())
  }
}
