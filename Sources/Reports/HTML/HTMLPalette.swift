/// The colours of a page, by what they are for.
///
/// Every pair that stands on one another is listed, so that a test can hold the contrast to 4.5.
struct HTMLPalette {
  var ground: String
  var panel: String
  var text: String
  var faint: String
  var line: String
  var link: String
  /// What is written on the tones.
  var onTone: String
  var tones: [HTMLPage.Tone: String]

  /// Colours on a light ground.
  static let light = HTMLPalette(
    ground: "#ffffff", panel: "#f3f5f9", text: "#18202f", faint: "#485364", line: "#c9d1de",
    link: "#0b4fb3", onTone: "#ffffff",
    tones: [
      .critical: "#9b1020", .high: "#a83a06", .medium: "#7a5600", .low: "#3a5678",
      .good: "#146031", .doubt: "#6c4a0b", .plain: "#475366",
    ])

  /// Colours on a dark ground.
  static let dark = HTMLPalette(
    ground: "#0e1420", panel: "#182133", text: "#e7ecf5", faint: "#b0bccd", line: "#3a475e",
    link: "#8fbcff", onTone: "#0e1420",
    tones: [
      .critical: "#ff9d9d", .high: "#ffb27d", .medium: "#eccb5e", .low: "#a9c8f4",
      .good: "#82dca4", .doubt: "#e6c583", .plain: "#bcc7d8",
    ])

  /// The pairs of colours of which the first stands on the second.
  var pairs: [(String, String)] {
    let grounds = [ground, panel]
    return grounds.flatMap { ground in [text, faint, link].map { ($0, ground) } }
      + HTMLPage.Tone.allCases.compactMap { tones[$0] }.map { (onTone, $0) }
  }

  /// The colours as properties of a style sheet.
  var properties: String {
    var lines = [
      "--ground:\(ground)", "--panel:\(panel)", "--text:\(text)", "--faint:\(faint)",
      "--line:\(line)", "--link:\(link)", "--on:\(onTone)",
    ]
    for tone in HTMLPage.Tone.allCases { lines.append("--\(tone.rawValue):\(tones[tone] ?? text)") }
    return lines.joined(separator: ";")
  }
}
