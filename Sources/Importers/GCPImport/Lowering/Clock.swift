#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The time of day, against which permissions that expire are held.
enum Clock {
  /// Now, as ISO 8601 in UTC, such as `2026-01-31T12:00:00Z`.
  static func now() -> String {
    text(ofSeconds: Int(time(nil)))
  }

  /// A time in seconds since 1970 as ISO 8601.
  static func text(ofSeconds seconds: Int) -> String {
    let days = seconds / 86400
    let rest = seconds % 86400
    // The civil calendar of a day number, by eras of 400 years.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let day = shifted % 146_097
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
    let dayOfYear = day - (365 * year + year / 4 - year / 100)
    let part = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * part + 2) / 5 + 1
    let month = part < 10 ? part + 3 : part - 9
    let civil = year + era * 400 + (month <= 2 ? 1 : 0)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(civil)-\(two(month))-\(two(dayOfMonth))T\(two(rest / 3600)):"
      + "\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }
}
