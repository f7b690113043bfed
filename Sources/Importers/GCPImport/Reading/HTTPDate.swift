/// Reads the dates of HTTP headers.
enum HTTPDate {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Returns `Tue, 14 Nov 2023 22:13:20 GMT` as `2023-11-14T22:13:20Z`.
  static func iso8601(_ text: String) -> String? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let month = months.firstIndex(of: String(parts[2])),
      let day = Int(parts[1]), (1...31).contains(day), let year = Int(parts[3]),
      (1000...9999).contains(year), parts[4].utf8.count == 8
    else { return nil }
    let dayText = day < 10 ? "0\(day)" : "\(day)"
    let monthText = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    return "\(year)-\(monthText)-\(dayText)T\(parts[4])Z"
  }
}
