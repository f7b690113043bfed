/// An element of an XML text with all that is in it; for reading back what was written.
public struct XMLTree: Hashable, Sendable {
  /// An attribute of an element.
  public struct Attribute: Hashable, Sendable {
    /// The name, with its prefix.
    public var name: String
    /// The value, with its references resolved.
    public var value: String
  }

  /// The name, with its prefix.
  public var name: String
  /// The attributes in their order.
  public var attributes: [Attribute]
  /// The elements inside, in their order.
  public var children: [XMLTree] = []
  /// The texts directly inside, joined.
  public var text = ""

  /// Returns the value of an attribute, or nil.
  public subscript(attribute: String) -> String? {
    attributes.first { $0.name == attribute }?.value
  }

  /// The element and all below it, in the order of the text.
  public var flattened: [XMLTree] {
    var result: [XMLTree] = []
    var waiting = [self]
    while let element = waiting.popLast() {
      result.append(element)
      waiting.append(contentsOf: element.children.reversed())
    }
    return result
  }

  /// Returns all elements with a name, this one and those below it, in the order of the text.
  public func all(_ name: String) -> [XMLTree] {
    flattened.filter { $0.name == name }
  }

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - bytes: The XML text.
  ///   - maximumElements: How many elements are read before the text is refused.
  /// - Returns: The root element.
  /// - Throws: The first error.
  public static func parse(
    _ bytes: [UInt8], maximumElements: Int = 1_000_000
  ) throws(XMLError) -> XMLTree {
    var events = try XMLEvents(bytes)
    var open: [XMLTree] = []
    var root: XMLTree?
    var count = 0
    while let event = try events.next() {
      switch event {
      case .start(let name, let attributes, let isEmpty):
        count += 1
        guard count <= maximumElements else {
          throw events.failure("the text has more than \(maximumElements) elements")
        }
        open.append(
          XMLTree(
            name: name,
            attributes: attributes.map { Attribute(name: $0.name, value: $0.value) }))
        if isEmpty { close(&open, &root) }
      case .end: close(&open, &root)
      case .text(let text):
        if !open.isEmpty { open[open.count - 1].text += text }
      }
    }
    guard let root else { throw events.failure("expected an element") }
    return root
  }

  private static func close(_ open: inout [XMLTree], _ root: inout XMLTree?) {
    guard let element = open.popLast() else { return }
    if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
  }
}
