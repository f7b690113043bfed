import Testing

/// A policy with a mistake, and what is said about it.
struct PolicyMistake: CustomTestStringConvertible {
  var testDescription: String
  var text: String
  var errors: [String]

  init(_ title: String, _ text: String, _ errors: String...) {
    testDescription = title
    self.text = text
    self.errors = errors.map { "bailey.yaml:" + $0 }
  }

  private static let start = "version: 1\ntiers: { app: { name: a }, db: { name: d } }\n"

  static let all: [PolicyMistake] = [
    PolicyMistake(
      "an unknown key", "version: 1\nrulse: []\n",
      "2:1: error: unknown key \"rulse\" in the policy [policy.unknownKey]"
        + " (did you mean \"rules\"?)"),
    PolicyMistake(
      "an unknown key of a rule", start + "rules:\n  - { id: r, onyl: [app], reach: [db] }\n",
      "4:5: error: a rule takes one of only, never and must; this one has none"
        + " [policy.ruleForm]",
      "4:14: error: unknown key \"onyl\" in a rule [policy.unknownKey]"
        + " (did you mean \"only\"?)"),
    PolicyMistake(
      "two forms", start + "rules:\n  - { id: r, only: [app], never: [app], reach: [db] }\n",
      "4:27: error: a rule takes one of only, never and must; this one has only and never"
        + " [policy.ruleForm]"),
    PolicyMistake(
      "an undefined tier", start + "rules:\n  - { id: r, only: [ap], reach: [internt] }\n",
      "4:21: error: the tier \"ap\" is not defined [policy.unknownTier] (did you mean \"app\"?)",
      "4:34: error: the tier \"internt\" is not defined [policy.unknownTier]"
        + " (did you mean \"internet\"?)"),
    PolicyMistake(
      "an unknown service",
      start + "rules:\n  - { id: r, only: [app], reach: [db], on: [postgress] }\n",
      "4:45: error: the service \"postgress\" is not defined [policy.unknownService]"
        + " (did you mean \"postgres\"?)"),
    PolicyMistake(
      "a bad form of traffic",
      start + "rules:\n  - { id: r, only: [app], reach: [db], on: tcp/99999 }\n",
      "4:44: error: \"tcp/99999\" is no traffic [policy.unknownService]"
        + " (write a service or a form like tcp/443, tcp/8080-8089, udp/53, icmp/8)"),
    PolicyMistake(
      "a bad prefix", "version: 1\ntiers:\n  office: { cidr: [203.0.113.0/240] }\n",
      "3:20: error: \"203.0.113.0/240\" is no address prefix [policy.prefix]"
        + " (write one like 10.0.0.0/16 or 2001:db8::/48)"),
    PolicyMistake(
      "an unknown claim", "version: 1\ntiers:\n  a: { tags: { Role: x } }\n",
      "3:8: error: unknown key \"tags\" in a selector [policy.unknownKey]"
        + " (did you mean \"tag\"?)"),
    PolicyMistake(
      "no claim", "version: 1\ntiers:\n  a: {}\n",
      "3:6: error: a selector must make a claim [policy.selector]"),
    PolicyMistake(
      "a tier that is no mapping", "version: 1\ntiers:\n  a: bastion\n",
      "3:6: error: a selector must be a mapping of keys to values [policy.type]"),
    PolicyMistake(
      "a tier that is built in", "version: 1\ntiers:\n  internet: { name: x }\n",
      "3:3: error: \"internet\" is built in and cannot be defined [policy.builtIn]"),
    PolicyMistake(
      "a rule without a destination", start + "rules:\n  - { id: r, only: [app] }\n",
      "4:5: error: a rule needs \"reach\" [policy.missingKey]"),
    PolicyMistake(
      "two rules of one name",
      start + "rules:\n  - { id: r, only: app, reach: db }\n  - { id: r, never: app, reach: db }\n",
      "5:11: error: there is a rule \"r\" already [policy.duplicateId]"),
    PolicyMistake(
      "a bad severity", start + "rules:\n  - { id: r, only: app, reach: db, severity: hihg }\n",
      "4:46: error: severity must be one of low, medium, high, critical, not \"hihg\""
        + " [policy.choice] (did you mean \"high\"?)"),
    PolicyMistake(
      "a depth", start + "rules:\n  - { id: r, never: app, reach: db, depth: 9 }\n",
      "4:44: error: depth is 4 at most, not 9 [policy.unsupported]"),
    PolicyMistake(
      "a requirement by way of proxies",
      start + "rules:\n  - { id: r, must: app, reach: db, through: proxies }\n",
      "4:36: error: through: proxies is not supported with must by this version"
        + " [policy.unsupported]"),
    PolicyMistake(
      "a waiver without expiry",
      start + "rules: [{ id: r, only: app, reach: db }]\nwaivers:\n  - { rule: r }\n",
      "5:5: error: a waiver needs \"expires\" [policy.missingKey]"),
    PolicyMistake(
      "a waiver for an unknown rule",
      start + "rules: [{ id: rule-1, only: app, reach: db }]\nwaivers:\n"
        + "  - { rule: rule-2, expires: 2026-04-01 }\n",
      "5:13: error: there is no rule \"rule-2\" [policy.unknownRule]"
        + " (did you mean \"rule-1\"?)"),
    PolicyMistake(
      "a waiver of two years",
      start + "rules: [{ id: r, only: app, reach: db }]\nwaivers:\n"
        + "  - { rule: r, expires: 2028-03-01 }\n",
      "5:25: error: a waiver may last a year at most: until 2027-03-01, not 2028-03-01"
        + " [policy.waiverTooLong] (it is counted from 2026-03-01 unless created is given)"),
    PolicyMistake(
      "no day",
      start + "rules: [{ id: r, only: app, reach: db }]\nwaivers:\n"
        + "  - { rule: r, expires: 2027-02-30 }\n",
      "5:25: error: \"2027-02-30\" is no day [policy.date] (write one like 2027-01-31)"),
    PolicyMistake(
      "a version that is not known", "version: 3\n",
      "1:10: error: version \"3\" is not known; this version reads version 1"
        + " [policy.version]"),
    PolicyMistake(
      "no version", "system: x\n",
      "1:1: error: the policy needs \"version\" [policy.missingKey]"),
    PolicyMistake("nothing", "", "1:1: error: the policy file is empty [policy.empty]"),
    PolicyMistake(
      "a list", "- a\n",
      "1:1: error: the policy must be a mapping of keys to values [policy.type]"),
    PolicyMistake(
      "a link to one network", "version: 1\nlinks:\n  - { between: [a] }\n",
      "3:16: error: a link is between two networks [policy.type]"),
  ]
}
