import Documents
import PacketSets
import Topology

extension Inventory {
  /// Reads the records under one key of a page.
  mutating func read(_ content: Content, page: Int, path: ExportPath) {
    let file = pages[page].file
    files[file].recordCount += content.count
    let kind: RecordKind
    switch content.subject {
    case .service(let service):
      readServices(content.value, service, page)
      return
    case .unmodelled(let other):
      unmodelled.append((other, content.count, file))
      readPublicAccess(content, other, page)
      return
    case .modelled(let found): kind = found
    }
    guard content.value.kind == .array || kind.wholeAnswerMarker != nil else {
      refuse(
        ReadFault(content.value, "\(kind.rawValue) is not a list"), kind: kind, file: file)
      return
    }
    filesOfKind[kind, default: []].append(file)
    counts.append((kind, content.count, file))
    let list = content.value
    switch kind {
    case .vpcs: read(list, kind, \.vpcs, page)
    case .subnets: read(list, kind, \.subnets, page)
    case .routeTables: read(list, kind, \.routeTables, page)
    case .networkAcls: read(list, kind, \.networkAcls, page)
    case .securityGroups: read(list, kind, \.securityGroups, page)
    case .securityGroupRules: read(list, kind, \.securityGroupRules, page)
    case .networkInterfaces: read(list, kind, \.networkInterfaces, page)
    case .reservations: readReservations(list, page)
    case .internetGateways, .egressOnlyInternetGateways:
      read(list, kind, \.internetGateways, page)
    case .natGateways: read(list, kind, \.natGateways, page)
    case .addresses: read(list, kind, \.addresses, page)
    case .vpcPeeringConnections: read(list, kind, \.peerings, page)
    case .prefixLists: readPrefixLists(list, page)
    case .prefixListEntries: readEntries(list, page, path)
    case .vpcEndpoints: read(list, kind, \.vpcEndpoints, page)
    case .loadBalancers: read(list, kind, \.loadBalancers, page)
    case .classicLoadBalancers: read(list, kind, \.classicLoadBalancers, page)
    case .listeners:
      if let subject = BalancerAnswers.subject(of: path) {
        balancerAnswers.listened.insert(subject)
      }
      read(list, kind, \.listeners, page)
    case .listenerRules: read(list, kind, \.listenerRules, page)
    case .targetGroups: read(list, kind, \.targetGroups, page)
    case .targetHealth: readTargets(list, of: nil, page, path)
    case .attributes: readAttributes(list, of: nil, page, path)
    case .wrappedListeners, .wrappedTargetHealth, .wrappedAttributes:
      readWrapped(list, kind, page, path)
    case .transitGateways: read(list, kind, \.transitGateways, page)
    case .transitGatewayAttachments: read(list, kind, \.transitAttachments, page)
    case .transitGatewayVpcAttachments: read(list, kind, \.transitVpcAttachments, page)
    case .transitGatewayPeeringAttachments: read(list, kind, \.transitPeerings, page)
    case .transitGatewayConnects: read(list, kind, \.transitConnects, page)
    case .transitGatewayRouteTables: read(list, kind, \.transitTables, page)
    case .transitGatewayRoutes: readTransit(list, kind, .routes, page, path)
    case .transitGatewayStaticRoutes: readTransit(list, kind, .wrappedRoutes, page, path)
    case .transitGatewayPropagations: readTransit(list, kind, .wrappedPropagations, page, path)
    case .transitGatewayPrefixListReferences: readTransit(list, kind, .references, page, path)
    case .transitGatewayRouteTablePropagations: readTransit(list, kind, .propagations, page, path)
    case .transitGatewayAssociations: readTransit(list, kind, .associations, page, path)
    case .vpnGateways: read(list, kind, \.vpnGateways, page)
    case .vpnConnections: read(list, kind, \.vpnConnections, page)
    case .customerGateways: read(list, kind, \.customerGateways, page)
    case .directConnectGateways: read(list, kind, \.directConnectGateways, page)
    case .directConnectAssociations: read(list, kind, \.directConnectAssociations, page)
    case .virtualInterfaces: read(list, kind, \.virtualInterfaces, page)
    case .coreAttachments: read(list, kind, \.coreAttachments, page)
    case .coreVpcAttachments: readAnswer(list, kind, \.coreVpcAttachments, page)
    case .coreRoutes: readAnswer(list, kind, \.coreRoutes, page)
    case .endpointServices: read(list, kind, \.endpointServices, page)
    case .networkFirewalls: readAnswer(list, kind, \.networkFirewalls, page)
    case .firewallPolicies: readAnswer(list, kind, \.firewallPolicies, page)
    case .firewallRuleGroups: readAnswer(list, kind, \.firewallRuleGroups, page)
    }
  }

  /// Reads a list of records into the catalogue of their kind.
  mutating func read<Record: ExportedRecord>(
    _ list: JSONValue, _ kind: RecordKind,
    _ member: WritableKeyPath<Inventory, Catalogue<Record>>, _ page: Int
  ) {
    // The catalogue is taken out while it grows, so that it is not copied.
    var catalogue = Catalogue<Record>()
    swap(&catalogue, &self[keyPath: member])
    catalogue.reserve(list.count)
    if RecordBatch.isWorthwhile(list) {
      let read = RecordBatch.read(list) { (value) throws(ReadFault) in try Record(value) }
      for (value, record) in read {
        add(value, kind, to: &catalogue, page) { (_) throws(ReadFault) in try record.get() }
      }
    } else {
      for value in list.elements {
        add(value, kind, to: &catalogue, page) { (value) throws(ReadFault) in try Record(value) }
      }
    }
    swap(&catalogue, &self[keyPath: member])
  }

  /// Reads an answer that is one record.
  private mutating func readAnswer<Record: ExportedRecord>(
    _ answer: JSONValue, _ kind: RecordKind,
    _ member: WritableKeyPath<Inventory, Catalogue<Record>>, _ page: Int
  ) {
    var catalogue = self[keyPath: member]
    add(answer, kind, to: &catalogue, page) { (value) throws(ReadFault) in try Record(value) }
    self[keyPath: member] = catalogue
  }

  private mutating func add<Record: ExportedRecord>(
    _ value: JSONValue, _ kind: RecordKind, to catalogue: inout Catalogue<Record>, _ page: Int,
    _ make: (JSONValue) throws(ReadFault) -> Record
  ) {
    let file = pages[page].file
    do throws(ReadFault) {
      let record = try make(value)
      scopes.note(account: record.ownerID, in: file)
      scopes.note(zone: record.zoneName, in: file)
      if case .conflict(let index) = catalogue.add(record, value: value, page: page) {
        resolve(record, value, page, against: index, kind, in: &catalogue)
      }
    } catch {
      refuse(error, kind: kind, file: file)
    }
  }

  /// Decides between two listings of one object: its owner's over another account's, the later
  /// capture over the earlier, the later path where the time is not known.
  private mutating func resolve<Record: ExportedRecord>(
    _ record: Record, _ value: JSONValue, _ page: Int, against index: Int, _ kind: RecordKind,
    in catalogue: inout Catalogue<Record>
  ) {
    let old = catalogue.records[index]
    let accounts = [catalogue.pages[index], page].map { scopes.path(of: pages[$0].file).account }
    if let owner = record.ownerID, accounts[0] != accounts[1] {
      // A participant of a shared VPC sees neither tags nor names of the owner (AWS-SHR-01).
      if accounts[0] == owner { return }
      if accounts[1] == owner {
        catalogue.replace(index, by: record, value: value, page: page)
        return
      }
    }
    let times = [catalogue.pages[index], page].map { pages[$0].capturedAt }
    var newWins = true
    if let first = times[0], let second = times[1] { newWins = first <= second }
    let (winner, loser) =
      newWins ? (record.location, old.location) : (old.location, record.location)
    if newWins { catalogue.replace(index, by: record, value: value, page: page) }
    if times[0] == nil || times[1] == nil || times[0] == times[1] {
      contradictions.append((record.id, kind, loser))
    }
    let other = files.first { $0.file == loser.file }?.path ?? "another place"
    diagnose(
      .warning, "aws.duplicate",
      "\(record.id) is listed twice with different content; this listing is used and the one in "
        + "\(other) is not.", at: winner, effect: .assumedClosed,
      advice: "Export everything at the same time, into an empty folder.")
    diagnose(
      .note, "aws.duplicate.superseded",
      "\(record.id) is listed again with different content, which is used instead.", at: loser,
      effect: .ignored)
  }

  /// Skips a record that cannot be read.
  mutating func refuse(_ fault: ReadFault, kind: RecordKind, file: Int) {
    incompleteKinds.insert(kind)
    files[file].state = .partial
    diagnose(
      .error, "aws.record",
      "A record of \(kind.rawValue) is skipped: \(fault.message).", at: fault.location,
      effect: .assumedClosed, advice: "Export it again: \(kind.command).")
  }

  private mutating func readReservations(_ list: JSONValue, _ page: Int) {
    var catalogue = Catalogue<Exported.Instance>()
    swap(&catalogue, &instances)
    for reservation in list.elements {
      do throws(ReadFault) {
        let owner = try reservation.text("OwnerId")
        guard reservation.kind == .object else {
          throw ReadFault(reservation, "a reservation is not an object")
        }
        scopes.note(account: owner, in: pages[page].file)
        for value in try reservation.records("Instances") {
          add(value, .reservations, to: &catalogue, page) { (value) throws(ReadFault) in
            var instance = try Exported.Instance(value)
            instance.ownerID = owner
            return instance
          }
        }
      } catch {
        refuse(error, kind: .reservations, file: pages[page].file)
      }
    }
    swap(&catalogue, &instances)
  }
}
