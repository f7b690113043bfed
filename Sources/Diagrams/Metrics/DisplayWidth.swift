/// The number of terminal cells that texts take.
///
/// Characters whose East Asian width is wide or full take two cells, combining marks none, and
/// all others, the ambiguous ones among them, take one.
public enum DisplayWidth {
  /// Returns the number of cells of a text.
  public static func of(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  /// Returns the number of cells of a character.
  ///
  /// - Complexity: O(log *n*), where *n* is the number of ranges in the table.
  public static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    if contains(CharacterRanges.zero, scalar.value) { return 0 }
    return contains(CharacterRanges.wide, scalar.value) ? 2 : 1
  }

  /// Returns the text with its control characters made visible.
  ///
  /// A control character becomes its picture (U+2400 and up), and characters that turn the
  /// direction of writing become U+FFFD, so that a name cannot disturb the lines around it.
  public static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { isUnruly($0.value) }) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(visible(scalar)) }
    return String(result)
  }

  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard isUnruly(scalar.value) else { return scalar }
    if scalar.value < 0x20 { return Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}" }
    return scalar.value == 0x7F ? "\u{2421}" : "\u{FFFD}"
  }

  private static func isUnruly(_ value: UInt32) -> Bool {
    value < 0x20 || (0x7F...0x9F).contains(value) || (0x200B...0x200F).contains(value)
      || (0x2028...0x202E).contains(value) || (0x2060...0x206F).contains(value)
      || value == 0xFEFF || value == 0xFFFE || value == 0xFFFF
  }

  private static func contains(_ ranges: [ClosedRange<UInt32>], _ value: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(value)
  }
}
