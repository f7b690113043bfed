/// What every report says about how it was made.
extension ReviewWords {
  /// How verdicts are found, and what they do not cover.
  static let method = [
    "Bailey reads exported configurations and opens no connection. For every pair of endpoints it"
      + " derives which connections certainly succeed and which may, answer included, from routes,"
      + " translations and filters. A rule is proven when no pair can break it whatever the exports"
      + " leave out, violated when a pair certainly breaks it, undecided when it hangs on what they"
      + " leave out, and vacuous when a tier of it has no members. Every violation was walked as a"
      + " concrete packet by a second program that shares only the graph with the first.",
    "A pair is two different endpoints, or a set of addresses outside and an endpoint. Not judged:"
      + " what runs on the machines, who may log in there, names, and the state at any other time"
      + " than that of the exports.",
    "Findings are ordered by the severity of their rule, then by risk. The risk is a sum of at most"
      + " 10: exposure (internet 4, on-premises or partner 3, another network or outbound 2, same"
      + " network 1), asset (data store or administration 3, application 2, other 1), service"
      + " (administration, database or cleartext protocol 2, other 1) and breadth (1 for any"
      + " address, every port or more than 10 pairs).",
  ]

  /// What every proof takes for granted.
  static let assumptions = [
    "The exports are complete for the scopes that they name, and were taken at one time.",
    "Filters that keep state let the answers to what they allowed pass.",
    "A stopped machine is judged as if it ran.",
    "Permissions to change the network, names and their resolution, and what programs do with a"
      + " connection are out of scope; host firewalls count only where they were exported.",
  ]

  /// The words of the report.
  static let glossary = [
    ("Endpoint", "A network interface with its addresses."),
    ("Finding", "Something that breaks a rule, with one root cause and a packet that proves it."),
    ("Filter", "A list of rules that lets packets pass or stops them, such as a security group."),
    ("Pair", "A source and a destination between which a rule looks."),
    ("Proven", "No pair can break the rule, whatever the exports leave out."),
    ("Violated", "At least one pair certainly breaks the rule."),
    ("Undecided", "It hangs on something that the exports do not hold; the report names it."),
    ("Vacuous", "A tier of the rule has no members, so that the rule says nothing."),
    ("Waived", "The rule holds except for what a waiver that has not expired excepts."),
    ("Tier", "A named group of endpoints or addresses, by which rules speak."),
  ]
}
