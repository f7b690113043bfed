import Documents
import TestSupport
import Testing
import TierPolicy

@testable import Reports

struct HTMLReportTests {
  private func page(_ review: Review? = nil) throws -> String {
    String(
      decoding: HTMLReport().render(try review ?? ThreeTierGraph().review()), as: UTF8.self)
  }

  /// The values of an attribute, in the order of the page.
  private func values(_ attribute: String, _ page: String) -> [String] {
    page.split(separator: " \(attribute)=\"").dropFirst().map {
      String($0.prefix { $0 != "\"" })
    }
  }

  @Test func `is well formed`() throws {
    let page = try page()
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    let markup = page.dropFirst("<!DOCTYPE html>\n".count)
    #expect(try XMLChecker.parse(Array(markup.utf8)) > 400)
  }

  @Test func `closes every element as HTML does`() throws {
    let page = try page()
    let outside = page.split(separator: "<svg").enumerated().map { index, part in
      index == 0 ? String(part) : part.components(after: "</svg>")
    }.joined()
    for tag in outside.split(separator: "<") where tag.contains("/>") {
      let name = tag.prefix { $0.isLetter }
      #expect(["meta", "input"].contains(name), "\(tag)")
    }
  }

  @Test func `loads nothing and runs nothing`() throws {
    let page = try page()
    #expect(page.contains("default-src 'none'; style-src 'unsafe-inline'"))
    for word in ["<script", "<link", "<img", "<iframe", "src=", "url(", "@import", "javascript:"] {
      #expect(!page.contains(word), "\(word)")
    }
    for href in values("href", page) { #expect(href.hasPrefix("#"), "\(href)") }
    let addresses = page.split(separator: "http://").dropFirst()
    #expect(addresses.allSatisfy { $0.hasPrefix("www.w3.org/2000/svg") })
    #expect(!page.contains("https://"))
    for event in ["onclick", "onload", "onerror"] { #expect(!page.contains(event)) }
  }

  @Test func `has every identity once and every aim of a link`() throws {
    let page = try page()
    let ids = values("id", page)
    #expect(Set(ids).count == ids.count)
    for href in values("href", page) { #expect(ids.contains(String(href.dropFirst())), "\(href)") }
  }

  @Test func `has the sections of the outline in order`() throws {
    let page = try page()
    let headings = page.split(separator: "<h2 ").dropFirst().map { part in
      String(part.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" })
    }
    #expect(headings == ReportSection.allCases.map(\.heading))
    #expect(headings.count == 12)
  }

  @Test func `skips no level of headings`() throws {
    let page = try page()
    var last = 0
    for part in page.split(separator: "<h").dropFirst() {
      guard let level = part.first?.wholeNumberValue else { continue }
      #expect(level <= last + 1, "\(part.prefix(60))")
      last = level
    }
    #expect(page.split(separator: "<h1").count == 2)
  }

  @Test func `heads every column and row of a table`() throws {
    let page = try page()
    for head in page.split(separator: "<th").dropFirst() where !head.hasPrefix("ead") {
      #expect(
        head.hasPrefix(" scope=\"col\"") || head.hasPrefix(" scope=\"row\""), "\(head.prefix(60))")
    }
    let tables = page.split(separator: "<table").dropFirst()
    #expect(tables.allSatisfy { $0.contains("<caption>") })
    #expect(tables.count > 10)
  }

  @Test func `can be used by keyboard and screen reader`() throws {
    let page = try page()
    #expect(page.contains("<a class=\"skip\" href=\"#main\">"))
    #expect(page.contains("<main id=\"main\">"))
    #expect(page.contains("<nav aria-label=\"Sections\">"))
    let inputs = page.split(separator: "<input ").dropFirst()
    #expect(inputs.count > 3)
    for input in inputs { #expect(input.contains("<label for=\"show-")) }
  }

  @Test func `leads from each finding to its line in the picture`() throws {
    let review = try ThreeTierGraph().review()
    let page = try page(review)
    for finding in review.findings where finding.risk != nil {
      let article = page.components(after: "<article class=\"finding \(finding.severity.rawValue)")
      #expect(article.contains("href=\"#network-n"))
      #expect(page.contains("id=\"\(finding.id)\""))
    }
  }

  @Test func `keeps a contrast of 4.5`() {
    for palette in [HTMLPalette.light, .dark] {
      #expect(palette.tones.count == HTMLPage.Tone.allCases.count)
      for (one, other) in palette.pairs {
        #expect(Self.contrast(one, other) >= 4.5, "\(one) on \(other)")
      }
    }
    #expect(abs(Self.contrast("#ffffff", "#000000") - 21) < 0.01)
  }

  /// The contrast of two colours as WCAG 2 reckons it.
  private static func contrast(_ one: String, _ other: String) -> Double {
    let (left, right) = (luminance(one), luminance(other))
    return (max(left, right) + 0.05) / (min(left, right) + 0.05)
  }

  private static func luminance(_ colour: String) -> Double {
    let number = Int(colour.dropFirst(), radix: 16) ?? 0
    let parts = [number >> 16 & 255, number >> 8 & 255, number & 255].map { byte -> Double in
      let part = Double(byte) / 255
      return part <= 0.04045 ? part / 12.92 : power((part + 0.055) / 1.055)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  /// A number to the power of 2.4: its square times its square to the fifth root.
  private static func power(_ base: Double) -> Double {
    let square = base * base
    var root = 0.5
    for _ in 0..<60 {
      root -= (root * root * root * root * root - square) / (5 * root * root * root * root)
    }
    return square * root
  }
}

extension StringProtocol {
  /// What stands behind the first appearance of a text.
  fileprivate func components(after text: String) -> String {
    guard let range = ranges(of: text).first else { return "" }
    return String(self[range.upperBound...])
  }
}
