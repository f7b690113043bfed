import Documents
import PacketSets

extension Inventory {
  /// What an answer about a route table of a transit gateway holds.
  enum TransitPart {
    /// Routes of many tables, as Batfish keeps them.
    case wrappedRoutes
    /// Propagations into many tables, as Batfish keeps them.
    case wrappedPropagations
    /// References to prefix lists, which name their table.
    case references
    /// The routes of one table.
    case routes
    /// The propagations into one table.
    case propagations
    /// The attachments that are associated with one table.
    case associations
  }

  /// Reads what belongs to a route table of a transit gateway.
  ///
  /// The answers do not name the table: its id comes from the name of the file, or from the wrapper
  /// that Batfish puts around them (AWS-IO-06).
  mutating func readTransit(
    _ list: JSONValue, _ kind: RecordKind, _ part: TransitPart, _ page: Int, _ path: ExportPath
  ) {
    do throws(ReadFault) {
      switch part {
      case .wrappedRoutes:
        for wrapper in try Self.wrappers(list) {
          let table = try wrapper.requiredText("TransitGatewayRouteTableId")
          try addRoutes(
            wrapper.records("Routes"), table,
            isWhole: wrapper.flag("AdditionalRoutesAvailable") != true, at: wrapper)
        }
      case .wrappedPropagations:
        for wrapper in try Self.wrappers(list) {
          let table = try wrapper.requiredText("TransitGatewayRouteTableId")
          try addPropagations(wrapper.records("TransitGatewayRouteTablePropagations"), table)
        }
      case .references:
        for value in try Self.wrappers(list) {
          let table = try value.requiredText("TransitGatewayRouteTableId")
          let route = try Exported.TransitGatewayRoute(reference: value)
          transitRoutes[table, default: .init()].routes.append(route)
        }
      case .routes:
        guard let table = transitTable(list, page, path) else { return }
        try addRoutes(
          Self.wrappers(list), table, isWhole: pages[page].continuation == nil, at: list)
      case .propagations:
        guard let table = transitTable(list, page, path) else { return }
        try addPropagations(Self.wrappers(list), table)
      case .associations:
        guard let table = transitTable(list, page, path) else { return }
        for value in try Self.wrappers(list) {
          let target = try Exported.TransitGatewayTarget(value)
          guard !Exported.CidrAssociation.idleStates.contains(target.state) else { continue }
          transitAssociations[target.attachmentID, default: []].insert(table)
        }
      }
    } catch {
      if let table = path.transitTableID { transitRoutes[table, default: .init()].isWhole = false }
      refuse(error, kind: kind, file: pages[page].file)
    }
  }

  private static func wrappers(_ list: JSONValue) throws(ReadFault) -> [JSONValue] {
    var result: [JSONValue] = []
    for value in list.elements {
      guard value.kind == .object else { throw ReadFault(value, "a record is not an object") }
      result.append(value)
    }
    return result
  }

  private mutating func transitTable(
    _ list: JSONValue, _ page: Int, _ path: ExportPath
  ) -> String? {
    if let id = pages[page].body["TransitGatewayRouteTableId"]?.string ?? path.transitTableID {
      return id
    }
    diagnose(
      .warning, "aws.transitGateway.subject",
      "This does not say to which route table of a transit gateway it belongs.",
      at: list.location, effect: .assumedOpen,
      advice: "Put the id of the table, tgw-rtb-…, into the name of the file.")
    return nil
  }

  private mutating func addRoutes(
    _ values: [JSONValue], _ table: String, isWhole: Bool, at value: JSONValue
  ) throws(ReadFault) {
    var found = transitRoutes[table] ?? .init()
    // A route that cannot be read leaves the table without the answer that holds it.
    transitRoutes[table, default: .init()].isWhole = false
    for value in values { found.routes.append(try Exported.TransitGatewayRoute(value)) }
    found.isSearched = true
    found.isWhole = found.isWhole && isWhole
    found.location = value.location
    transitRoutes[table] = found
  }

  private mutating func addPropagations(
    _ values: [JSONValue], _ table: String
  ) throws(ReadFault) {
    var found: [Exported.TransitGatewayTarget] = []
    for value in values {
      let target = try Exported.TransitGatewayTarget(value)
      if target.state.isEmpty || target.state == "enabled" || target.state == "disabling" {
        found.append(target)
      }
    }
    transitRoutes[table, default: .init()].propagations =
      (transitRoutes[table]?.propagations ?? []) + found
  }
}
