import PacketSets
import Topology

/// Changes of network security groups.
struct AzureRemedies {
  let filter: Filter
  let rule: FilterRule
  /// What must be denied where the rule cannot be removed.
  let traffic: TrafficSet

  /// The remedies that follow from the ids, which are `group/networksecuritygroups/name`.
  var all: [Remedy] {
    let parts = filter.id.split(separator: "/").map(String.init)
    guard parts.count == 3, parts[1] == "networksecuritygroups",
      PlainWord.isPlain(parts[0]), PlainWord.isPlain(filter.name), PlainWord.isPlain(rule.id)
    else { return [] }
    let way = filter.direction == .inbound ? "Inbound" : "Outbound"
    let group = "--resource-group \(parts[0]) --nsg-name \(filter.name)"
    return rule.isBuiltIn ? denial(group, way) : removal(group, way)
  }

  private func removal(_ group: String, _ way: String) -> [Remedy] {
    [
      Remedy(
        form: .commandLine, text: "az network nsg rule delete \(group) --name \(rule.id)"),
      Remedy(
        form: .terraform,
        text: "Remove the azurerm_network_security_rule named \(rule.id) of \(filter.name), or that"
          + " security_rule block of the azurerm_network_security_group."),
      Remedy(
        form: .console,
        text: "Network security groups > \(filter.name) > \(way) security rules: delete"
          + " \(rule.id)."),
    ]
  }

  /// A rule with the highest number that rules of one's own can have, behind all of them and before
  /// the default rules.
  private func denial(_ group: String, _ way: String) -> [Remedy] {
    let isTCP = traffic.isSubset(of: TrafficSet(.tcp))
    let isUDP = traffic.isSubset(of: TrafficSet(.udp))
    let ports = traffic.slice(isUDP ? .udp : .tcp).destinations
    guard isTCP || isUDP, !ports.isFull, ports.intervals.count <= 20 else { return [] }
    let words = ports.intervals.map {
      $0.lowerBound == $0.upperBound ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
    }
    let name = "deny-" + words.joined(separator: "-").prefix(40)
    let proto = isTCP ? "Tcp" : "Udp"
    return [
      Remedy(
        form: .commandLine,
        text: "az network nsg rule create \(group) --name \(name) --priority 4096"
          + " --direction \(way) --access Deny --protocol \(proto)"
          + " --source-address-prefixes '*' --destination-address-prefixes '*'"
          + " --destination-port-ranges \(words.joined(separator: " "))"),
      Remedy(
        form: .terraform,
        text: "Add an azurerm_network_security_rule to \(filter.name): priority = 4096, direction ="
          + " \"\(way)\", access = \"Deny\", protocol = \"\(proto)\", destination_port_ranges ="
          + " [\(words.map { "\"\($0)\"" }.joined(separator: ", "))]."),
      Remedy(
        form: .console,
        text: "Network security groups > \(filter.name) > \(way) security rules > Add: Deny"
          + " \(proto) \(words.joined(separator: ", ")), priority 4096, and a lower number for what"
          + " must stay open."),
    ]
  }
}
