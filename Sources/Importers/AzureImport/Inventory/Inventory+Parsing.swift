import Documents
import PacketSets

/// Reading the fields of the records, once all of them are known.
extension Inventory {
  /// Reads all records into their resources, each list in the order of the ids.
  mutating func parse() {
    let sorted = records.values.sorted { $0.id < $1.id }
    var rules: [RawRecord] = []
    for record in sorted {
      do throws(ReadFault) {
        try parse(record, &rules)
      } catch {
        refuse(error, record.kind, file: record.file)
      }
    }
    for record in rules {
      do throws(ReadFault) {
        try attach(record)
      } catch {
        refuse(error, record.kind, file: record.file)
      }
    }
  }

  private mutating func parse(
    _ record: RawRecord, _ rules: inout [RawRecord]
  ) throws(ReadFault) {
    let header = try Exported.Header(record, scope(record))
    let fields = record.fields
    switch record.kind {
    case .virtualNetworks: virtualNetworks.append(try .init(header, fields))
    case .subnets: subnets.append(try .init(header, fields))
    case .peerings: peerings.append(try .init(header, fields))
    case .securityGroups: securityGroups.append(try .init(header, fields))
    case .applicationGroups: applicationGroups.append(try .init(header, fields))
    case .interfaces: interfaces.append(try .init(header, fields))
    case .publicAddresses, .publicPrefixes:
      publicAddresses.append(try publicAddress(record, header))
    case .routeTables: routeTables.append(try .init(header, fields))
    case .natGateways: natGateways.append(try .init(header, fields))
    case .machines: machines.append(try .init(header, fields))
    case .scaleSets: scaleSets.append(try .init(header, fields))
    case .privateEndpoints: privateEndpoints.append(try .init(header, fields))
    case .loadBalancers: loadBalancers.append(try .init(header, fields))
    case .applicationGateways, .firewalls, .bastions: appliances.append(try .init(header, fields))
    case .firewallPolicies: firewallPolicies.append(try .init(header, fields))
    case .firewallGroups: firewallGroups.append(try .init(header, fields))
    case .networkGateways: networkGateways.append(try .init(header, fields))
    case .siteGateways: siteGateways.append(try .init(header, fields))
    case .connections: connections.append(try .init(header, fields))
    case .dataServices: dataServices.append(try .init(header, fields))
    case .securityRules, .routes, .serviceRules: rules.append(record)
    case .serviceTags, .effectiveGroups, .effectiveRoutes, .adminRules, .connectivity:
      break
    }
  }

  /// A prefix of public addresses counts as its first address.
  private func publicAddress(
    _ record: RawRecord, _ header: Exported.Header
  ) throws(ReadFault) -> Exported.PublicAddress {
    var address = try Exported.PublicAddress(header, record.fields)
    if let prefix = try record.fields.prefixes("ipPrefix").first { address.address = prefix.first }
    return address
  }

  /// Adds rules and routes that are exported apart from their group, table or service.
  private mutating func attach(_ record: RawRecord) throws(ReadFault) {
    let parent = record.id.parent
    switch record.kind {
    case .securityRules:
      guard let index = securityGroups.firstIndex(where: { $0.id == parent }) else { return }
      var rule = try Exported.SecurityRule(record.fields, isDefault: false)
      rule.name = record.name
      securityGroups[index].add(rule)
    case .routes:
      guard let index = routeTables.firstIndex(where: { $0.id == parent }) else { return }
      var route = try Exported.Route(record.fields)
      route.name = record.name
      if !routeTables[index].routes.contains(where: { $0.name == route.name }) {
        routeTables[index].routes.append(route)
      }
    default:
      guard let index = dataServices.firstIndex(where: { $0.id == parent }) else { return }
      try dataServices[index].add(rule: record.fields)
    }
  }
}
