import Diagrams
import Testing

@Suite struct `Contrast` {
  /// The rules of the light theme, and those of the dark one laid over them.
  private static let themes: (light: [String: String], dark: [String: String]) = {
    let sheet = SVGRenderer().render(SampleScenes.shop)
    let parts = sheet.components(of: "@media screen and (prefers-color-scheme:dark){")
    let light = rules(parts[0])
    let dark = rules(parts[1].components(of: "@media print")[0])
    return (light, light.merging(dark) { $1 })
  }()

  /// Selector and property to colour.
  private static func rules(_ sheet: String) -> [String: String] {
    var result: [String: String] = [:]
    for rule in sheet.split(separator: "}") {
      let halves = rule.split(separator: "{")
      guard halves.count == 2 else { continue }
      for selector in halves[0].split(separator: ",") {
        let name = selector.split(separator: ".bailey").last ?? selector
        let key = String(name).trimmed
        for declaration in halves[1].split(separator: ";") {
          let pair = declaration.split(separator: ":")
          if pair.count == 2, pair[1].hasPrefix("#") {
            result[key + " " + pair[0]] = String(pair[1])
          }
        }
      }
    }
    return result
  }

  private static func luminance(_ colour: String) -> Double {
    let value = UInt32(colour.dropFirst(), radix: 16) ?? 0
    func channel(_ shift: UInt32) -> Double {
      let part = Double((value >> shift) & 255) / 255
      // The exponent 2.4 of the sRGB curve, by a table-free approximation good to 0.002.
      return part <= 0.04045
        ? part / 12.92 : part * (part * (part * 0.305306011 + 0.682171111) + 0.012522878)
    }
    return 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
  }

  private static func contrast(_ first: String, _ second: String) -> Double {
    let a = luminance(first)
    let b = luminance(second)
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  @Test(arguments: [false, true])
  func `texts reach 4,5 and strokes 3 on every ground`(isDark: Bool) throws {
    let rules = isDark ? Self.themes.dark : Self.themes.light
    let grounds = try [
      "bg fill", "region rect fill", "vpc rect fill", "public rect fill", "private rect fill",
      "data rect fill",
    ].map { try #require(rules[$0], "\($0)") }
    let card = try #require(rules["card fill"])
    for text in ["text fill", "t-detail fill", "subheading fill", "foot fill"] {
      let colour = try #require(rules[text], "\(text)")
      for ground in grounds { #expect(Self.contrast(colour, ground) >= 4.5, "\(text) \(ground)") }
    }
    #expect(Self.contrast(try #require(rules["t-nodeDetail fill"]), card) >= 4.5)
    let chip = try #require(rules["chip fill"])
    #expect(Self.contrast(try #require(rules["t-chip fill"]), chip) >= 4.5)
    for verdict in ["violation", "blocked", "undecided", "added", "removed"] {
      let text = try #require(rules["\(verdict) text fill"], "\(verdict)")
      #expect(Self.contrast(text, try #require(rules["pill fill"])) >= 4.5, "\(verdict)")
      let line = try #require(rules["\(verdict) .line stroke"])
      for ground in grounds { #expect(Self.contrast(line, ground) >= 3, "\(verdict) \(ground)") }
    }
    for box in ["region", "vpc", "zone", "public", "private", "data"] {
      let stroke = try #require(rules["\(box) rect stroke"])
      #expect(Self.contrast(stroke, try #require(rules["bg fill"])) >= 3, "\(box)")
    }
    for verdict in ["violation", "undecided", "allowed"] {
      let name = verdict == "allowed" ? "cell rect" : "cell.\(verdict) rect"
      let fill = try #require(rules["\(name) fill"], "\(name)")
      let words = rules["\(verdict) text fill"] ?? rules["text fill"]
      #expect(Self.contrast(try #require(words), fill) >= 4.5, "\(name)")
      #expect(Self.contrast(try #require(rules["\(name) stroke"]), fill) >= 3, "\(name)")
    }
    for dot in ["dot", "violation .dot", "undecided .dot", "added .dot", "removed .dot"] {
      let stroke = try #require(rules["\(dot) stroke"], "\(dot)")
      for ground in grounds { #expect(Self.contrast(stroke, ground) >= 3, "\(dot) \(ground)") }
    }
    for kind in ["compute", "data", "net", "world"] {
      let stroke = try #require(rules["k-\(kind) .card stroke"], "\(kind)")
      #expect(Self.contrast(stroke, card) >= 3, "\(kind)")
      for ground in grounds { #expect(Self.contrast(stroke, ground) >= 3, "\(kind) \(ground)") }
      let panel = try #require(rules["k-\(kind) .panel fill"])
      let icon = try #require(rules["-icon stroke"])
      #expect(Self.contrast(icon, panel) >= 3, "\(kind) icon")
    }
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while let first = text.first, first.isWhitespace || first == "." { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text)
  }

  fileprivate func components(of separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
