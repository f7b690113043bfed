import Documents

/// A configuration item of AWS Config, of a snapshot, a history or a query.
struct ConfigurationItem: Sendable {
  /// The type, such as `AWS::EC2::VPC`.
  var type: String
  /// The id, by which several items are states of one resource.
  var resourceID: String
  /// The account: `awsAccountId` in files, `accountId` from the API.
  var account: String?
  /// `awsRegion`.
  var region: String?
  /// `configurationItemCaptureTime`.
  var capturedAt: String?
  /// Whether the resource is gone.
  var isDeleted: Bool
  /// `configuration`: an object, or the text of one.
  var configuration: JSONValue?
  /// `tags`, a map.
  var tags: JSONValue?
  /// The item.
  var value: JSONValue
  /// How the bytes of the document of the item stand in the file.
  var text: EmbeddedText?

  /// Reads an item; nil when it does not say what it is about.
  init?(_ value: JSONValue, in text: EmbeddedText?) {
    guard let type = value["resourceType"]?.string, let id = value["resourceId"]?.string else {
      return nil
    }
    self.value = value
    self.text = text
    self.type = type
    resourceID = id
    account = (value["awsAccountId"] ?? value["accountId"])?.string
    region = value["awsRegion"]?.string
    capturedAt = value["configurationItemCaptureTime"]?.string
    let status = value["configurationItemStatus"]?.string ?? "OK"
    isDeleted = status.hasPrefix("ResourceDeleted")
    configuration = value["configuration"].flatMap { $0.isNull ? nil : $0 }
    tags = value["tags"].flatMap { $0.kind == .object && $0.count > 0 ? $0 : nil }
  }

  /// The lists of items in a root: of snapshots and histories, of single calls, of events.
  static func lists(in root: JSONValue) -> [JSONValue] {
    var lists: [JSONValue] = []
    for key in ["configurationItems", "baseConfigurationItems"] {
      if let list = root[key], list.kind == .array { lists.append(list) }
    }
    return lists
  }

  /// The rows of a query, each the text of an item: `select-resource-config`.
  static func rows(in root: JSONValue) -> JSONValue? {
    guard let results = root["Results"], results.kind == .array else { return nil }
    guard root["QueryInfo"] != nil || results[0]?.string?.contains("\"resource") == true else {
      return nil
    }
    return results
  }

  /// The item of a notification.
  static func single(in root: JSONValue) -> JSONValue? {
    let item = root["configurationItem"] ?? root["detail"]?["configurationItem"]
    return item?.kind == .object ? item : nil
  }

  /// Whether a root was written by AWS Config.
  static func isPresent(in root: JSONValue) -> Bool {
    guard root.kind == .object else { return false }
    if let list = lists(in: root).first {
      return list[0].map { $0["resourceType"] != nil } ?? (root["fileVersion"] != nil)
    }
    return rows(in: root) != nil || single(in: root)?["resourceType"] != nil
  }
}
