import Documents
import TierPolicy

/// The day on which tests judge policies.
let testDay = CalendarDate(year: 2026, month: 3, day: 1) ?? CalendarDate(daysSinceEpoch: 0)

/// Reads a policy from text.
func policy(_ text: String, asOf: CalendarDate = testDay) throws(PolicyError) -> Policy {
  try Policy(reading: SourceFile(path: "bailey.yaml", text: text), asOf: asOf)
}

/// The errors of a policy, as lines.
func errors(_ text: String) -> [String] {
  do {
    _ = try policy(text)
    return []
  } catch {
    return error.problems.map(\.description)
  }
}
