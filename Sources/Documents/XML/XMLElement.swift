/// An element of an XML file, with the places of what is in it.
public struct XMLElement: Sendable {
  /// The name without its prefix.
  public var name: String
  /// The value of `xmlns`, or of the declaration of its own prefix, where the element has one.
  public var namespace: String?
  /// The bytes of the file from the first of the start tag to behind the end tag.
  public var range: Range<Int>
  /// The elements inside, in their order.
  public var children: [XMLElement] = []
  /// The text directly inside, its references resolved.
  public var text: String
  /// The bytes of the text, where it stands in the file as it is.
  public var textRange: Range<Int>?

  /// How much of an XML file is read before it is refused.
  public struct Limits: Hashable, Sendable {
    /// The largest file in bytes.
    public var maximumBytes: Int
    /// How many elements a file may have.
    public var maximumElements: Int
    /// How deep elements may nest.
    public var maximumDepth: Int
    /// How many bytes the text of an element may have.
    public var maximumText: Int

    /// Creates limits; the default ones fit the answers of a large account.
    public init(
      maximumBytes: Int = 1 << 30, maximumElements: Int = 20_000_000, maximumDepth: Int = 64,
      maximumText: Int = 1 << 20
    ) {
      self.maximumBytes = maximumBytes
      self.maximumElements = maximumElements
      self.maximumDepth = maximumDepth
      self.maximumText = maximumText
    }
  }

  /// Reads a file in UTF-8 without document type and entities.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - limits: What is refused for its size.
  /// - Returns: The root element.
  /// - Throws: The first error, with its line and column.
  /// - Complexity: O(*n*), where *n* is the number of bytes.
  public static func parse(
    _ file: SourceFile, limits: Limits = Limits()
  ) throws(XMLError) -> XMLElement {
    guard file.count <= limits.maximumBytes else {
      throw XMLError(
        line: 1, column: 1, message: "the file has more than \(limits.maximumBytes) bytes")
    }
    let bytes = file.bytes
    if let place = XMLPlaces(bytes).documentType {
      let position = file.position(ofByte: place)
      throw XMLError(
        line: position.line, column: position.column, message: "expected no document type")
    }
    var events = try XMLEvents(bytes)
    var places = XMLPlaces(bytes)
    var open: [XMLElement] = []
    var root: XMLElement?
    var count = 0
    while let event = try events.next() {
      switch event {
      case .start(let name, let attributes, let isEmpty):
        count += 1
        guard count <= limits.maximumElements, open.count < limits.maximumDepth else {
          throw events.failure(
            "expected at most \(limits.maximumElements) elements, "
              + "\(limits.maximumDepth) deep")
        }
        guard let tag = places.next(), places.isName(name, ofTag: tag) else {
          throw events.failure("expected UTF-8")
        }
        open.append(XMLElement(name, attributes, tag))
        if isEmpty { close(&open, &root, at: tag, places) }
      case .end:
        guard let tag = places.next() else { throw events.failure("expected UTF-8") }
        close(&open, &root, at: tag, places)
      case .text(let text):
        guard !open.isEmpty else { continue }
        open[open.count - 1].text += text
        guard open[open.count - 1].text.utf8.count <= limits.maximumText else {
          throw events.failure("expected at most \(limits.maximumText) bytes of text")
        }
      }
    }
    guard let root else { throw events.failure("expected an element") }
    return root
  }

  private init(
    _ qualified: String, _ attributes: [(name: String, value: String)], _ tag: Range<Int>
  ) {
    let parts = qualified.split(separator: ":", maxSplits: 1)
    name = String(parts.last ?? "")
    let declaration = parts.count == 2 ? "xmlns:\(parts[0])" : "xmlns"
    namespace = attributes.first { $0.name == declaration }?.value
    range = tag
    text = ""
  }

  /// Closes the innermost element, which ends with a tag.
  private static func close(
    _ open: inout [XMLElement], _ root: inout XMLElement?, at tag: Range<Int>,
    _ places: XMLPlaces
  ) {
    guard var element = open.popLast() else { return }
    let content = element.range.upperBound..<max(tag.lowerBound, element.range.upperBound)
    if element.children.isEmpty, places.isPlain(content, element.text) {
      element.textRange = content
    }
    element.range = element.range.lowerBound..<max(tag.upperBound, element.range.lowerBound)
    if !element.children.isEmpty { element.text = "" }
    if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
  }
}
