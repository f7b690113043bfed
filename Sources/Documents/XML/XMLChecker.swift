/// Checks that bytes are well-formed XML.
public enum XMLChecker {
  /// Returns the number of elements of a well-formed text.
  ///
  /// Document types and entities other than the five of XML are refused; nothing is loaded.
  ///
  /// - Parameter bytes: The XML text.
  /// - Returns: The number of elements.
  /// - Throws: The first error.
  public static func parse(_ bytes: [UInt8]) throws(XMLError) -> Int {
    var events = try XMLEvents(bytes)
    var count = 0
    while let event = try events.next() {
      if case .start = event { count += 1 }
    }
    return count
  }
}
