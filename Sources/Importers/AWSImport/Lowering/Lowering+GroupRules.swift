import Documents
import PacketSets
import Topology

extension Lowering {
  /// Makes a rule of a security group: an allow rule for one peer.
  mutating func lower(
    _ rule: Exported.GroupRule, of groupID: String, isDoubtful: Bool,
    _ numbers: [String: ID<IdentityGroup>]
  ) -> FilterRule {
    var peer: PeerMatch
    let words: String
    switch rule.peer {
    case .range(let prefix):
      peer = PeerMatch(addresses: AddressSet(prefix))
      words = prefix.description
    case .prefixList(let id):
      peer = addresses(ofPrefixList: id, at: rule.location)
      words = inventory.prefixLists[id]?.name.map { "\(id) \($0)" } ?? id
    case .group(let reference):
      peer = PeerMatch(groups: members(of: reference, in: rule, of: groupID, numbers))
      let id = reference.groupID ?? "an unnamed group"
      let name = inventory.securityGroups[id]?.name ?? reference.groupName
      words = name.map { "\(id) \($0)" } ?? id
    }
    if isDoubtful {
      let reason = assumption(
        about: "rule \(rule.id)",
        "whether the rule \(rule.id) of \(groupID) is in force differs between two exports",
        remedy: RecordKind.securityGroups.command, at: rule.location)
      let everybody = peer.groups.isEmpty ? peer.addresses : .all
      peer = PeerMatch(possible: PossiblePeers(everybody, because: reason))
    }
    let note = rule.note.map { " (\($0))" } ?? ""
    return FilterRule(
      id: rule.id,
      text: "\(rule.traffic.text) \(rule.isEgress ? "to" : "from") \(words)\(note)",
      action: .allow, traffic: rule.traffic.traffic, peer: peer, location: rule.location)
  }

  /// The group that a rule names; none where the reference is stale or leads out of the exports,
  /// because AWS matches nothing then either (AWS-SG-14, AWS-SG-16).
  private mutating func members(
    of reference: Exported.GroupReference, in rule: Exported.GroupRule, of groupID: String,
    _ numbers: [String: ID<IdentityGroup>]
  ) -> [ID<IdentityGroup>] {
    let id = reference.groupID ?? ""
    let subject = "\(groupID) \(rule.id)"
    if let status = reference.peeringStatus, status != "active" {
      tell(
        .note, "aws.securityGroup.stalePeering", about: subject,
        "The rule \(rule.id) of \(groupID) names a group beyond a peering that is \(status): it "
          + "matches nothing.", at: rule.location, effect: .exact)
      return []
    }
    if let peering = reference.peeringID.flatMap({ inventory.peerings[$0] }),
      peering.status != "active"
    {
      tell(
        .note, "aws.securityGroup.stalePeering", about: subject,
        "The rule \(rule.id) of \(groupID) names a group beyond \(peering.id), which is "
          + "\(peering.status): it matches nothing.", at: rule.location, effect: .exact)
      return []
    }
    if let number = numbers[id] { return [number] }
    tell(
      .warning, "aws.securityGroup.unknownReference", about: subject,
      "The rule \(rule.id) of \(groupID) names the group \(id), which no export holds and no "
        + "interface carries: it matches nothing here.", at: rule.location, effect: .ignored,
      advice: "Export the account \(reference.userID ?? "of that group") as well, if it exists.")
    return []
  }

  /// The addresses of a prefix list: its entries, or without them an unknown set (AWS-SG-09).
  mutating func addresses(ofPrefixList id: String, at location: SourceLocation) -> PeerMatch {
    if let entries = inventory.prefixListEntries[id] {
      return PeerMatch(addresses: AddressSet(entries))
    }
    return PeerMatch(possible: possibleAddresses(ofPrefixList: id, at: location))
  }

  /// What a prefix list without entries may hold: for a list of AWS the addresses of its services,
  /// which are global or link-local and never those reserved for documentation (RFC 5737, 3849).
  mutating func possibleAddresses(
    ofPrefixList id: String, isOfService: Bool = false, at location: SourceLocation
  ) -> PossiblePeers {
    let list = inventory.prefixLists[id]
    let isOfAWS = list?.isOfAWS ?? false
    let command =
      isOfAWS || isOfService
      ? "aws ec2 describe-prefix-lists"
      : "aws ec2 get-managed-prefix-list-entries --prefix-list-id \(id) > entries-\(id).json"
    let reason = assumption(
      about: "prefix list \(id)", "the entries of the prefix list \(id) are not in the exports",
      remedy: command, at: location)
    tell(
      .warning, "aws.prefixList.noEntries", about: id,
      "The entries of the prefix list \(id) are not exported: what names it may mean any of "
        + "\(isOfAWS || isOfService ? "the addresses of AWS" : "all addresses").",
      at: location, effect: .assumedOpen, advice: "Export them: \(command).")
    var addresses = isOfAWS || isOfService ? Self.addressesOfAWS : AddressSet.all
    if let family = list?.family { addresses = addresses.restricted(toFamily: family) }
    return PossiblePeers(addresses, because: reason)
  }

  private static let addressesOfAWS: AddressSet = {
    let local = ["169.254.0.0/16", "fd00:ec2::/32"].compactMap { Prefix($0) }
    let documentation = [
      "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32",
    ].compactMap { Prefix($0) }
    return AddressSet.global.union(AddressSet(local)).subtracting(AddressSet(documentation))
  }()
}
