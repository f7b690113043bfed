import CLibXML2

/// Writes XML to memory in the order of the calls, in UTF-8.
///
/// Texts and attributes are escaped, and a character that XML forbids becomes U+FFFD, so that
/// names from a cloud cannot break the document. The names of elements and attributes come from
/// the program and must be XML names.
///
///     var writer = XMLWriter()
///     writer.startDocument()
///     writer.startElement("svg", [("width", "100")])
///     writer.element("text", text: "a < b")
///     writer.endElement()
///     let bytes = writer.finish()
@safe public struct XMLWriter: ~Copyable {
  private let buffer: xmlBufferPtr?
  private let writer: xmlTextWriterPtr?
  private var depth = 0

  /// Creates a writer.
  ///
  /// - Parameter indent: The spaces of a level, or nil for no line feeds between elements.
  public init(indent: Int? = nil) {
    XMLLibrary.start()
    unsafe buffer = xmlBufferCreate()
    unsafe xmlBufferSetAllocationScheme(buffer, XML_BUFFER_ALLOC_DOUBLEIT)
    unsafe writer = xmlNewTextWriterMemory(buffer, 0)
    precondition(unsafe writer != nil, "out of memory")
    guard let indent else { return }
    unsafe xmlTextWriterSetIndent(writer, 1)
    unsafe xmlTextWriterSetIndentString(writer, String(repeating: " ", count: indent))
  }

  deinit {
    unsafe xmlFreeTextWriter(writer)
    unsafe xmlBufferFree(buffer)
  }

  /// Writes the XML declaration.
  public mutating func startDocument() {
    check(unsafe xmlTextWriterStartDocument(writer, "1.0", "UTF-8", nil))
  }

  /// Opens an element.
  ///
  /// - Parameters:
  ///   - name: The name, an XML name.
  ///   - attributes: The names and values of the attributes, in this order.
  public mutating func startElement(_ name: String, _ attributes: [(String, String)] = []) {
    precondition(XMLText.isName(name), "no XML name: \(name)")
    check(unsafe xmlTextWriterStartElement(writer, name))
    depth += 1
    for (name, value) in attributes {
      attribute(name, value)
    }
  }

  /// Adds an attribute to the element that was just opened.
  public mutating func attribute(_ name: String, _ value: String) {
    precondition(XMLText.isName(name), "no XML name: \(name)")
    check(unsafe xmlTextWriterWriteAttribute(writer, name, XMLText.clean(value)))
  }

  /// Closes the innermost element.
  public mutating func endElement() {
    precondition(depth > 0, "no element is open")
    depth -= 1
    check(unsafe xmlTextWriterEndElement(writer))
  }

  /// Writes an element that holds at most a text.
  ///
  /// - Parameters:
  ///   - name: The name, an XML name.
  ///   - attributes: The names and values of the attributes, in this order.
  ///   - text: The text inside, or nil for an empty element.
  public mutating func element(
    _ name: String, _ attributes: [(String, String)] = [], text: String? = nil
  ) {
    startElement(name, attributes)
    if let text { self.text(text) }
    endElement()
  }

  /// Writes a text inside the innermost element.
  public mutating func text(_ text: String) {
    check(unsafe xmlTextWriterWriteString(writer, XMLText.clean(text)))
  }

  /// Writes markup as it is; it must be well formed and free of foreign text that is not escaped.
  public mutating func markup(_ markup: String) {
    check(unsafe xmlTextWriterWriteRaw(writer, markup))
  }

  /// Writes a comment; two hyphens in a row get a space between them.
  public mutating func comment(_ text: String) {
    var body = ""
    for scalar in XMLText.clean(text).unicodeScalars {
      if scalar == "-", body.unicodeScalars.last == "-" { body += " " }
      body.unicodeScalars.append(scalar)
    }
    if body.hasSuffix("-") { body += " " }
    check(unsafe xmlTextWriterWriteComment(writer, body))
  }

  /// Closes what is open and returns the bytes.
  public consuming func finish() -> [UInt8] {
    check(unsafe xmlTextWriterEndDocument(writer))
    check(unsafe xmlTextWriterFlush(writer))
    guard let content = unsafe xmlBufferContent(buffer) else { return [] }
    let count = unsafe Int(xmlBufferLength(buffer))
    return unsafe Array(UnsafeBufferPointer(start: content, count: count))
  }

  /// The library fails only when memory is short or a call is misplaced.
  private func check(_ status: Int32) {
    precondition(status >= 0, "the XML could not be written")
  }
}
