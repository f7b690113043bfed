/// Parts of Amazon resource names, `arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE`.
enum ARN {
  /// The account number, where the name has one.
  static func account(of arn: String) -> String? {
    let parts = arn.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
    return parts.count == 6 && parts[4].utf8.count == 12 ? String(parts[4]) : nil
  }

  /// What follows a word in the name; the whole name where the word is missing.
  static func tail(of arn: String, after word: String) -> String {
    guard let range = arn.firstRange(of: word) else { return arn }
    return String(arn[range.upperBound...])
  }
}
