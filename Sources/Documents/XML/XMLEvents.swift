import CLibXML2

/// An event of an XML text.
enum XMLEvent {
  case start(name: String, attributes: [(name: String, value: String)], isEmpty: Bool)
  case end
  case text(String)
}

/// The events of an XML text, read by libxml2 without network, entities and document types.
@safe struct XMLEvents: ~Copyable {
  private let storage: ByteStorage
  private let reader: xmlTextReaderPtr?

  init(_ bytes: [UInt8]) throws(XMLError) {
    XMLLibrary.start()
    guard let size = Int32(exactly: bytes.count) else {
      throw XMLError(line: 1, column: 1, message: "the text has more than 2 GiB")
    }
    let storage = ByteStorage(copying: bytes)
    let options = Int32(
      XML_PARSE_NONET.rawValue | XML_PARSE_NOERROR.rawValue
        | XML_PARSE_NOWARNING.rawValue)
    let reader = unsafe storage.base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
      unsafe xmlReaderForMemory($0, size, nil, nil, options)
    }
    guard unsafe reader != nil else {
      throw XMLError(line: 1, column: 1, message: "expected XML, the text is empty")
    }
    self.storage = storage
    unsafe self.reader = reader
  }

  deinit {
    unsafe xmlFreeTextReader(reader)
  }

  /// Returns the next event, or nil at the end.
  mutating func next() throws(XMLError) -> XMLEvent? {
    while true {
      xmlResetLastError()
      let status = unsafe xmlTextReaderRead(reader)
      if status == 0 { return nil }
      guard status > 0 else { throw failure(nil) }
      switch unsafe UInt32(clamping: xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT.rawValue:
        let isEmpty = unsafe xmlTextReaderIsEmptyElement(reader) == 1
        return .start(name: name(), attributes: attributes(), isEmpty: isEmpty)
      case XML_READER_TYPE_END_ELEMENT.rawValue: return .end
      case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
        XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue, XML_READER_TYPE_WHITESPACE.rawValue:
        return .text(unsafe Self.text(xmlTextReaderConstValue(reader)))
      case XML_READER_TYPE_DOCUMENT_TYPE.rawValue: throw failure("expected no document type")
      case XML_READER_TYPE_ENTITY_REFERENCE.rawValue: throw failure("expected no entity")
      default: continue
      }
    }
  }

  private func name() -> String { unsafe Self.text(xmlTextReaderConstName(reader)) }

  private func attributes() -> [(name: String, value: String)] {
    var attributes: [(name: String, value: String)] = []
    while unsafe xmlTextReaderMoveToNextAttribute(reader) == 1 {
      attributes.append((name(), unsafe Self.text(xmlTextReaderConstValue(reader))))
    }
    unsafe xmlTextReaderMoveToElement(reader)
    return attributes
  }

  private static func text(_ bytes: UnsafePointer<xmlChar>?) -> String {
    unsafe bytes.map { unsafe String(cString: $0) } ?? ""
  }

  /// Returns an error at the place of the reader, the library's own one by default.
  func failure(_ message: String?) -> XMLError {
    var line = unsafe Int(xmlTextReaderGetParserLineNumber(reader))
    var column = unsafe Int(xmlTextReaderGetParserColumnNumber(reader))
    guard message == nil, let last = unsafe xmlGetLastError() else {
      return XMLError(
        line: max(line, 1), column: max(column, 1), message: message ?? "expected XML")
    }
    line = unsafe Int(last.pointee.line)
    column = unsafe Int(last.pointee.int2)
    let text = unsafe last.pointee.message.map { unsafe String(cString: $0) } ?? "expected XML"
    let words = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return XMLError(line: max(line, 1), column: max(column, 1), message: words)
  }
}
