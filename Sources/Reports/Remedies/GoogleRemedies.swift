import Topology

/// Changes of VPC firewall rules.
struct GoogleRemedies {
  let filter: Filter
  let rule: FilterRule

  /// The remedies that follow from the ids, which are `project/network/firewall`.
  ///
  /// Rules of hierarchical and global policies stand in the same lists and are told by their text.
  var all: [Remedy] {
    let parts = filter.id.split(separator: "/").map(String.init)
    guard parts.count == 3, parts[2] == "firewall", PlainWord.isPlain(parts[0]),
      PlainWord.isPlain(rule.id), rule.text.hasPrefix("firewall rule \(rule.id),"), !rule.isBuiltIn
    else { return [] }
    return [
      Remedy(
        form: .commandLine,
        text: "gcloud compute firewall-rules delete \(rule.id) --project \(parts[0])"),
      Remedy(
        form: .terraform,
        text: "Remove the google_compute_firewall named \(rule.id) of project \(parts[0])."),
      Remedy(
        form: .console,
        text: "VPC network > Firewall > \(rule.id): delete, or edit its source ranges."),
    ]
  }
}
