import Documents

/// What stands under one top-level key of an answer.
struct Content: Sendable {
  /// What the records are.
  var subject: Subject
  /// The value under the key.
  var value: JSONValue

  /// What the records of a key are.
  enum Subject: Sendable {
    /// Records that are lowered to the graph.
    case modelled(RecordKind)
    /// Records that tell what stands behind interfaces.
    case service(ServiceKind)
    /// Records that are counted.
    case unmodelled(UnmodelledKind)
  }

  /// Recognises a key, with the keys of its records where other programs use the key as well.
  init?(key: String, value: JSONValue, in body: JSONValue, at path: ExportPath) {
    self.value = value
    if let kind = RecordKind(rawValue: key), kind != .wrappedAttributes || value.kind == .array {
      if let marker = kind.wholeAnswerMarker {
        guard body[marker]?.kind == .object else { return nil }
        if kind == .networkFirewalls, value["FirewallArn"] == nil { return nil }
        self.value = body
      }
      guard Self.accepts(kind, value, in: body, at: path) else { return nil }
      subject = .modelled(kind)
    } else if let kind = ServiceKind(rawValue: key) {
      guard let records = kind.records(value, in: body, isNamed: path.operation != nil) else {
        return nil
      }
      self.value = records
      subject = .service(kind)
    } else if let kind = UnmodelledKind.byKey[key] {
      guard value.kind == .array || value.kind == .object else { return nil }
      if let marker = kind.marker {
        let first = value.kind == .array ? value[0] : value
        guard let first else {
          guard path.operation != nil else { return nil }
          subject = .unmodelled(kind)
          return
        }
        guard first[marker] != nil else { return nil }
      }
      subject = .unmodelled(kind)
    } else {
      return nil
    }
  }

  private static func accepts(
    _ kind: RecordKind, _ value: JSONValue, in body: JSONValue, at path: ExportPath
  ) -> Bool {
    switch kind {
    case .prefixListEntries:
      guard value.kind == .array else { return false }
      return path.prefixListID != nil || value[0]?["Cidr"] != nil
    case .securityGroups, .subnets, .addresses, .routeTables, .networkInterfaces:
      // A string or object is a damaged export; a list of something else is another program's.
      guard value.kind == .array, let first = value[0] else { return value.kind != .null }
      // The groups of a mount target are a list of ids.
      if first.kind == .string, first.string?.hasPrefix("sg-") == true { return false }
      guard first.kind == .object else { return true }
      return first.members.contains { key, _ in
        (key.string.utf8.first ?? 0) < 97  // AWS writes its keys in PascalCase (AWS-IO-01).
      }
    case .loadBalancers: return Self.all(value, have: "LoadBalancerArn", isOwn: true, path)
    case .listeners: return Self.all(value, have: "ListenerArn", path)
    case .listenerRules: return Self.all(value, have: "RuleArn", path)
    case .targetGroups: return Self.all(value, have: "TargetGroupArn", isOwn: true, path)
    case .targetHealth: return Self.all(value, have: "Target", isOwn: true, path)
    case .attributes: return Self.all(value, have: "Key", path)
    case .coreAttachments: return Self.all(value, have: "CoreNetworkId", path)
    case .endpointServices: return Self.all(value, have: "ServiceId", path)
    case .classicLoadBalancers, .wrappedListeners, .wrappedTargetHealth, .wrappedAttributes:
      return value.kind == .array
    case .vpcs, .networkAcls, .securityGroupRules, .reservations, .internetGateways,
      .egressOnlyInternetGateways, .natGateways, .vpcPeeringConnections, .prefixLists,
      .vpcEndpoints, .transitGateways, .transitGatewayAttachments,
      .transitGatewayVpcAttachments, .transitGatewayPeeringAttachments, .transitGatewayConnects,
      .transitGatewayRouteTables, .transitGatewayStaticRoutes, .transitGatewayPropagations,
      .transitGatewayPrefixListReferences, .transitGatewayRouteTablePropagations, .vpnGateways,
      .vpnConnections, .customerGateways, .directConnectGateways, .directConnectAssociations,
      .virtualInterfaces, .coreVpcAttachments, .coreRoutes, .networkFirewalls, .firewallPolicies,
      .firewallRuleGroups:
      return value.kind != .null
    case .transitGatewayRoutes:
      guard value.kind == .array else { return false }
      return path.transitTableID != nil || body["AdditionalRoutesAvailable"] != nil
        || value.elements.contains { $0["TransitGatewayAttachments"] != nil }
    case .transitGatewayAssociations:
      guard value.kind == .array else { return false }
      return path.transitTableID != nil || value[0]?["TransitGatewayAttachmentId"] != nil
    }
  }

  /// Whether a list is empty in an answer of AWS, or its records have a key that tells them apart
  /// from those of other programs (AWS-IO-09).
  private static func all(
    _ value: JSONValue, have marker: String, isOwn: Bool = false, _ path: ExportPath
  ) -> Bool {
    guard value.kind == .array else { return false }
    guard let first = value[0] else { return isOwn || path.operation != nil || path.region != nil }
    return first.kind == .object && first[marker] != nil
  }

  /// The operation whose answer this is.
  var operation: String {
    switch subject {
    case .modelled(.prefixLists):
      value[0].map { $0["PrefixListArn"] != nil || $0["MaxEntries"] != nil } ?? true
        ? "DescribeManagedPrefixLists" : "DescribePrefixLists"
    case .modelled(let kind): kind.operation
    case .service(let kind): kind.source.operation
    case .unmodelled(let kind): kind.operation
    }
  }

  /// How many records there are.
  var count: Int { value.kind == .array ? value.count : 1 }
}
