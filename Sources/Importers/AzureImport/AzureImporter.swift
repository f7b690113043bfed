public import Documents
public import Topology

/// Reads exports of Azure and lowers them to the neutral graph.
///
/// Any mix of files is accepted: the output of `az … list`, answers of the REST interface, of Resource
/// Graph, deployment templates, effective rules and routes, and the file of service tags.
public enum AzureImporter {
  /// Returns what a document holds, such as `Azure network vnet`, or nil when it is not from Azure.
  public static func recognise(_ document: JSONDocument) -> String? {
    var found: [String] = []
    for root in document.roots {
      guard let content = content(of: root, depth: 0) else { continue }
      if !found.contains(content) { found.append(content) }
    }
    if found.isEmpty { return emptyList(document) }
    return found.count == 1 ? "Azure \(found[0])" : "Azure: \(found.count) kinds of records"
  }

  /// A list without elements is recognised by the name of its file.
  private static func emptyList(_ document: JSONDocument) -> String? {
    let isEmpty = document.roots.allSatisfy {
      ($0.kind == .array && $0.count == 0)
        || ($0["value"]?.kind == .array && $0["value"]?.count == 0 && $0.count <= 2)
    }
    guard isEmpty, !document.roots.isEmpty else { return nil }
    return RecordKind(fileName: document.file.path).map { "Azure \($0.title)" }
  }

  private static func content(of value: JSONValue, depth: Int) -> String? {
    guard depth < 3 else { return nil }
    if value.kind == .array {
      if let first = value[0] {
        if Inventory.isEffectiveRoute(first) { return RecordKind.effectiveRoutes.title }
        if let kind = Inventory.managerKind(of: first) { return kind.title }
        return content(of: first, depth: depth + 1)
      }
      return nil
    }
    guard value.kind == .object else { return nil }
    if Template.isTemplate(value) { return "deployment template" }
    if let tags = value["values"], Inventory.holdsServiceTags(tags) {
      return RecordKind.serviceTags.title
    }
    if value["effectiveSecurityRules"] != nil { return RecordKind.effectiveGroups.title }
    if value["error"]?["code"]?.string != nil { return "error answer" }
    if let data = value["data"], value["count"] != nil, isGraphAnswer(data) {
      return "Resource Graph answer"
    }
    if let list = value["value"], list.kind == .array {
      return content(of: list, depth: depth + 1)
    }
    if let fields = Fields(value), Inventory.isResource(fields) {
      let type = Inventory.type(of: fields)
      return RecordKind(type: type)?.title ?? type
    }
    // An object of lists, made of many answers.
    var isAzure = false
    for (_, member) in value.members where member.kind == .array || member["value"] != nil {
      if content(of: member, depth: depth + 1) != nil { isAzure = true }
    }
    return isAzure ? "collection" : nil
  }

  private static func isGraphAnswer(_ data: JSONValue) -> Bool {
    if let columns = data["columns"], let rows = data["rows"] {
      guard rows.kind == .array else { return false }
      return columns.elements.contains { $0["name"]?.equals("subscriptionId") == true }
        || columns.elements.contains { $0["name"]?.equals("id") == true }
    }
    return data[0].flatMap { Fields($0) }.map { Inventory.isResource($0) } ?? false
  }

  /// Returns the graph of all documents together and the account of what was read.
  ///
  /// The order of the documents does not matter. What they do not hold becomes an assumption of
  /// the graph or a diagnostic that says what it does to proofs.
  ///
  /// - Parameters:
  ///   - documents: The documents, of any number of subscriptions and regions.
  ///   - diagnostics: Where to report what is missing, damaged or contradictory.
  /// - Returns: The graph and the coverage.
  public static func fragment(
    of documents: [JSONDocument], diagnostics: inout Diagnostics
  ) -> TopologyFragment {
    withExtendedLifetime(documents) {
      let inventory = Inventory(reading: documents)
      diagnostics.append(contentsOf: inventory.diagnostics)
      var lowering = Lowering(inventory)
      lowering.run()
      diagnostics.append(contentsOf: lowering.diagnostics)
      return TopologyFragment(topology: lowering.topology, coverage: lowering.coverage())
    }
  }
}
