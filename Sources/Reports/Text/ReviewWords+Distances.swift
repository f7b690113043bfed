/// Words about how far tiers are from outside.
extension ReviewWords {
  /// What a distance counts.
  static let distances =
    "How many hosts someone outside must take over before the first connection to a tier can be"
    + " opened, each by connections that are open now. Balancers and proxies count as no host."

  /// Why there are none.
  static let distancesNotAsked =
    "Not asked in this run: there are too many interfaces, or only verdicts were wanted."

  /// A distance in words.
  static func hosts(_ distance: TierDistance) -> String {
    guard let least = distance.least else { return "never, as far as it was looked for" }
    func words(_ number: Int) -> String { number == 0 ? "none" : count(number, "host", "hosts") }
    guard let most = distance.most else {
      return (least == 0 ? "perhaps none" : "at least \(words(least))") + ", as no way is certain"
    }
    return least == most ? words(least) : "\(words(most)), perhaps \(words(least))"
  }
}
