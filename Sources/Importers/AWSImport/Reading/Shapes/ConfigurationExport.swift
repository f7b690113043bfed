import Documents

/// Turns what AWS Config writes into the records of the command line.
struct ConfigurationExport: ~Copyable {
  private let document: JSONDocument
  private var builder: JSONBuilder
  private var diagnostics = Diagnostics()
  private var places: [Place] = []

  /// The account, region and time of an answer that is written.
  private struct Place {
    var scope: ScopeKey
    var capturedAt: String?
  }

  /// An account and a region.
  private struct ScopeKey: Hashable, Comparable {
    var account: String
    var region: String

    static func < (left: ScopeKey, right: ScopeKey) -> Bool {
      (left.account, left.region) < (right.account, right.region)
    }
  }

  /// Whether AWS Config wrote a document.
  static func isPresent(in document: JSONDocument) -> Bool {
    document.roots.contains { ConfigurationItem.isPresent(in: $0) }
  }

  /// Returns the parts of a document, one for each account and region.
  ///
  /// - Parameters:
  ///   - document: What AWS Config wrote.
  ///   - diagnostics: Where to report what is left out.
  /// - Returns: The parts, in the order of their accounts and regions.
  static func parts(
    of document: JSONDocument, into diagnostics: inout Diagnostics
  ) -> [ExportPart] {
    let export = ConfigurationExport(document)
    return export.finish(into: &diagnostics)
  }

  private init(_ document: JSONDocument) {
    self.document = document
    builder = JSONBuilder(over: document.file)
    write()
  }

  private consuming func finish(into diagnostics: inout Diagnostics) -> [ExportPart] {
    diagnostics.append(contentsOf: self.diagnostics)
    let places = places
    let made = builder.finish()
    return zip(made.roots, places).map { root, place in
      ExportPart(
        made, root, account: place.scope.account.isEmpty ? nil : place.scope.account,
        region: place.scope.region.isEmpty ? nil : place.scope.region,
        capturedAt: place.capturedAt)
    }
  }

  private mutating func write() {
    var scopes: [ScopeKey: [String: [ConfigurationItem]]] = [:]
    for item in currentItems() {
      guard let type = ConfigurationType.byName[item.type] else { continue }
      let scope = ScopeKey(account: item.account ?? "", region: item.region ?? "")
      scopes[scope, default: [:]][type.key, default: []].append(item)
    }
    for (scope, lists) in scopes.sorted(by: { $0.key < $1.key }) {
      let times = lists.values.flatMap { $0 }.compactMap(\.capturedAt)
      places.append(Place(scope: scope, capturedAt: times.max()))
      builder.beginObject(at: 0)
      for (key, items) in lists.sorted(by: { $0.key < $1.key }) {
        builder.key(key)
        builder.beginArray(at: offset(of: items.first))
        for item in items { write(item, key) }
        builder.end(at: offset(of: items.last))
      }
      builder.end(at: document.file.count)
    }
  }

  private func offset(of item: ConfigurationItem?) -> Int {
    guard let item else { return 0 }
    let offset = item.value.byteRange.lowerBound
    return item.text?.place(of: offset) ?? offset
  }

  /// Writes one record.
  private mutating func write(_ item: ConfigurationItem, _ key: String) {
    guard let configuration = item.configuration, let type = ConfigurationType.byName[item.type]
    else { return }
    var value = configuration
    var text = item.text
    if configuration.kind == .string {
      do throws(JSONError) {
        let embedded = try EmbeddedText(configuration, in: item.text)
        guard let root = embedded.document.roots.first else { return }
        value = root
        text = embedded
      } catch {
        diagnose(
          .error, "aws.config.configuration",
          "The configuration of \(item.resourceID) is no JSON: \(error.message).", item,
          .assumedClosed)
        return
      }
    }
    guard value.kind == .object else {
      diagnose(
        .error, "aws.config.configuration",
        "The configuration of \(item.resourceID) is not an object.", item, .assumedClosed)
      return
    }
    var names = ConfigurationNames(type.shape, text: text, fallback: offset(of: item))
    switch key {
    case "NetworkInterfaces": names.tagKey = "TagSet"
    case "DBInstances", "DBClusters": names.tagKey = "TagList"
    case "cluster": names.tagKey = "tags"
    default: names.tagKey = "Tags"
    }
    names.tags = item.tags
    names.tagText = item.text
    if key == "Reservations" {
      builder.beginObject(at: offset(of: item))
      if let account = item.account {
        builder.key("OwnerId")
        builder.string(account)
      }
      builder.key("Instances")
      builder.beginArray(at: offset(of: item))
      names.writeRecord(value, into: &builder)
      builder.end(at: offset(of: item))
      builder.end(at: offset(of: item))
    } else {
      names.writeRecord(value, into: &builder)
    }
    withExtendedLifetime(text) {}
  }

  /// The newest state of every resource that still exists.
  private mutating func currentItems() -> [ConfigurationItem] {
    var newest: [String: ConfigurationItem] = [:]
    var unknown = 0
    var firstUnknown: JSONValue?
    for item in allItems() {
      guard let item = item.item else {
        unknown += 1
        firstUnknown = firstUnknown ?? item.value
        continue
      }
      let id = "\(item.account ?? "") \(item.region ?? "") \(item.type) \(item.resourceID)"
      if let known = newest[id], (known.capturedAt ?? "") > (item.capturedAt ?? "") { continue }
      newest[id] = item
    }
    if unknown > 0 {
      diagnostics.append(
        Diagnostic(
          .error, "aws.config.item",
          "\(unknown) items do not say of which resource they are: a query must select "
            + "resourceId, resourceType, awsRegion, accountId and configuration.",
          at: firstUnknown?.location, effect: .assumedClosed,
          advice: "Select these fields."))
    }
    let living = newest.values.filter { !$0.isDeleted }.sorted {
      ($0.type, $0.resourceID) < ($1.type, $1.resourceID)
    }
    noteOthers(living)
    return living.filter { item in
      guard ConfigurationType.byName[item.type] != nil else { return false }
      if item.configuration == nil {
        diagnose(
          .error, "aws.config.configuration",
          "\(item.resourceID) has no configuration.", item, .assumedClosed)
      }
      return item.configuration != nil
    }
  }

  /// Every item, or the value that is none.
  private mutating func allItems() -> [(item: ConfigurationItem?, value: JSONValue)] {
    var items: [(item: ConfigurationItem?, value: JSONValue)] = []
    for root in document.roots {
      for list in ConfigurationItem.lists(in: root) {
        for value in list.elements { items.append((ConfigurationItem(value, in: nil), value)) }
      }
      if let value = ConfigurationItem.single(in: root) {
        items.append((ConfigurationItem(value, in: nil), value))
      }
      for row in ConfigurationItem.rows(in: root)?.elements ?? .empty {
        if row.kind == .object {
          items.append((ConfigurationItem(row, in: nil), row))
        } else if row.kind == .string, let text = try? EmbeddedText(row, in: nil),
          let value = text.document.roots.first
        {
          items.append((ConfigurationItem(value, in: text), row))
        } else {
          items.append((nil, row))
        }
      }
    }
    return items
  }

  private mutating func noteOthers(_ items: [ConfigurationItem]) {
    var counts: [String: (count: Int, first: ConfigurationItem)] = [:]
    for item in items where ConfigurationType.byName[item.type] == nil {
      counts[item.type, default: (0, item)].count += 1
    }
    for (type, entry) in counts.sorted(by: { $0.key < $1.key }) {
      diagnose(
        .note, "aws.config.type",
        "\(entry.count) resources of the type \(type) are not read.", entry.first, .ignored)
    }
  }

  private mutating func diagnose(
    _ severity: Diagnostic.Severity, _ code: String, _ message: String,
    _ item: ConfigurationItem, _ effect: ProofEffect
  ) {
    diagnostics.append(
      Diagnostic(
        severity, code, message,
        at: SourceLocation(file: document.file.id, byte: offset(of: item)), effect: effect))
  }
}
