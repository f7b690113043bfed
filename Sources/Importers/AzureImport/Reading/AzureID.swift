/// The id of a resource in the one form in which ids are compared (AZ-1.5).
///
/// `/subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/hub`, in lower
/// case, because exports differ in the case of every segment.
struct AzureID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The id in lower case, without a slash at its end.
  let text: String

  /// Creates an id from the text of an export.
  init(_ text: some StringProtocol) {
    var text = text.lowercased()
    while text.last == "/" { text.removeLast() }
    self.text = text
  }

  /// Whether a text is the id of a resource.
  static func isID(_ text: String) -> Bool {
    let id = text.lowercased()
    return id.hasPrefix("/subscriptions/") && id.contains("/providers/")
  }

  private var parts: [Substring] { text.split(separator: "/") }

  /// The last segment.
  var name: String { parts.last.map(String.init) ?? text }

  /// The subscription; empty where the id names none.
  var subscription: String { segment(after: "subscriptions") }

  /// The resource group; empty where the id names none.
  var resourceGroup: String { segment(after: "resourcegroups") }

  private func segment(after word: String) -> String {
    let parts = parts
    guard let index = parts.firstIndex(where: { $0 == word }), index + 1 < parts.count else {
      return ""
    }
    return String(parts[index + 1])
  }

  /// The type of the resource, such as `microsoft.network/virtualnetworks/subnets`.
  var type: String {
    let parts = parts
    guard let index = parts.lastIndex(where: { $0 == "providers" }), index + 2 < parts.count else {
      return ""
    }
    var words = [parts[index + 1]]
    var next = index + 2
    while next < parts.count {
      words.append(parts[next])
      next += 2
    }
    return words.joined(separator: "/")
  }

  /// The id of the resource above this one, such as the virtual network of a subnet.
  var parent: AzureID { AzureID(parts.dropLast(2).map { "/" + $0 }.joined()) }

  /// The id of a resource below this one.
  func child(_ type: String, _ name: String) -> AzureID { AzureID("\(text)/\(type)/\(name)") }

  /// The resource of the given type in which this one lies, such as the interface of an address
  /// configuration.
  func ancestor(_ type: String) -> AzureID? {
    var id = self
    while !id.type.isEmpty {
      if id.type == type { return id }
      let parent = id.parent
      if parent.text.utf8.count >= id.text.utf8.count { return nil }
      id = parent
    }
    return nil
  }

  /// The text of the id.
  var description: String { text }

  /// Whether the left id sorts first.
  static func < (left: AzureID, right: AzureID) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}
