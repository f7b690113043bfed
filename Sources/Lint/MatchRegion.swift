import PacketSets
import Topology

/// A set of packets as a filter sees them: boxes of peers' addresses and traffic, and traffic by the
/// group that a packet carries.
///
/// A packet that carries a group has an address besides, which may be any: only a rule that names
/// the group or every address certainly matches it.
struct MatchRegion {
  private(set) var boxes: [(addresses: AddressSet, traffic: TrafficSet)] = []
  private(set) var groups: [ID<IdentityGroup>: TrafficSet] = [:]

  /// How many boxes are kept before a region is given up as too complicated.
  private static let limit = 2048

  /// Whether the region was given up; it is never empty then.
  private(set) var isLost = false

  init() {}

  /// The packets that a rule matches or may match.
  init(_ rule: FilterRule) {
    var addresses = rule.peer.addresses
    if let possible = rule.peer.possible { addresses.formUnion(possible.addresses) }
    if !addresses.isEmpty, !rule.traffic.isEmpty { boxes = [(addresses, rule.traffic)] }
    if !rule.traffic.isEmpty {
      for group in rule.peer.groups { groups[group] = rule.traffic }
    }
  }

  /// Whether nothing is in it.
  var isEmpty: Bool { !isLost && boxes.isEmpty && groups.isEmpty }

  /// Takes out what a rule certainly matches, and says whether that was anything.
  mutating func subtract(_ rule: FilterRule) -> Bool {
    var changed = false
    var rest: [(addresses: AddressSet, traffic: TrafficSet)] = []
    for box in boxes {
      let shared = box.addresses.intersection(rule.peer.addresses)
      let traffic = box.traffic.intersection(rule.traffic)
      if shared.isEmpty || traffic.isEmpty {
        rest.append(box)
        continue
      }
      changed = true
      let outside = box.addresses.subtracting(rule.peer.addresses)
      if !outside.isEmpty { rest.append((outside, box.traffic)) }
      let other = box.traffic.subtracting(rule.traffic)
      if !other.isEmpty { rest.append((shared, other)) }
    }
    boxes = rest
    if boxes.count > Self.limit { isLost = true }
    for (group, traffic) in groups
    where rule.peer.groups.contains(group) || rule.peer.addresses.isFull {
      let other = traffic.subtracting(rule.traffic)
      if other == traffic { continue }
      changed = true
      groups[group] = other.isEmpty ? nil : other
    }
    return changed
  }

  /// Whether a rule matches or may match any of it.
  func meets(_ rule: FilterRule) -> Bool {
    if isLost { return true }
    var addresses = rule.peer.addresses
    if let possible = rule.peer.possible { addresses.formUnion(possible.addresses) }
    let byAddress = boxes.contains {
      !$0.traffic.isDisjoint(with: rule.traffic)
        && (!$0.addresses.isDisjoint(with: addresses) || !rule.peer.groups.isEmpty)
    }
    if byAddress { return true }
    return groups.contains { group, traffic in
      !traffic.isDisjoint(with: rule.traffic)
        && (rule.peer.groups.contains(group) || !addresses.isEmpty)
    }
  }
}
