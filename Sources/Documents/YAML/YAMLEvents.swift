import CLibYAML

/// An event of a YAML text.
enum YAMLEvent {
  case scalar(text: String, style: YAMLNode.Style, tag: String?, anchor: String?)
  case alias(anchor: String)
  case sequenceStart(tag: String?, anchor: String?)
  case mappingStart(tag: String?, anchor: String?)
  case end
  case documentStart
  case documentEnd
  case streamEnd
  case other
}

/// The events of a file, read by libyaml.
@safe struct YAMLEvents: ~Copyable {
  private let file: SourceFile
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  /// The byte and the scalar that were last converted into each other.
  private var cursor: (byte: Int, scalar: Int)
  private let firstByte: Int

  init(_ file: SourceFile) {
    self.file = file
    unsafe parser = .allocate(capacity: 1)
    unsafe parser.initialize(to: yaml_parser_t())
    unsafe yaml_parser_initialize(parser)
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    firstByte = unsafe file.storage.buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    cursor = (firstByte, 0)
    unsafe yaml_parser_set_input_string(
      parser, file.storage.base + firstByte, file.count - firstByte)
  }

  deinit {
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
  }

  /// Returns the next event and the byte at which it starts.
  mutating func next() throws(YAMLError) -> (event: YAMLEvent, offset: Int) {
    var raw = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &raw) == 1 else { throw failure() }
    defer { unsafe yaml_event_delete(&raw) }
    let offset = byte(ofScalar: unsafe Int(clamping: raw.start_mark.index))
    return (unsafe Self.event(raw), offset)
  }

  private static func event(_ raw: yaml_event_t) -> YAMLEvent {
    switch unsafe raw.type {
    case YAML_SCALAR_EVENT:
      let scalar = unsafe raw.data.scalar
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      return .scalar(
        text: unsafe String(decoding: bytes, as: UTF8.self), style: style(unsafe scalar.style),
        tag: unsafe text(scalar.tag), anchor: unsafe text(scalar.anchor))
    case YAML_ALIAS_EVENT:
      return .alias(anchor: unsafe text(raw.data.alias.anchor) ?? "")
    case YAML_SEQUENCE_START_EVENT:
      return .sequenceStart(
        tag: unsafe text(raw.data.sequence_start.tag),
        anchor: unsafe text(raw.data.sequence_start.anchor))
    case YAML_MAPPING_START_EVENT:
      return .mappingStart(
        tag: unsafe text(raw.data.mapping_start.tag),
        anchor: unsafe text(raw.data.mapping_start.anchor))
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return .end
    case YAML_DOCUMENT_START_EVENT: return .documentStart
    case YAML_DOCUMENT_END_EVENT: return .documentEnd
    case YAML_STREAM_END_EVENT: return .streamEnd
    default: return .other
    }
  }

  private static func style(_ style: yaml_scalar_style_t) -> YAMLNode.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: .literal
    case YAML_FOLDED_SCALAR_STYLE: .folded
    default: .plain
    }
  }

  private static func text(_ bytes: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    unsafe bytes.map { unsafe String(cString: $0) }
  }

  /// Returns the error that the parser met.
  private mutating func failure() -> YAMLError {
    let problem = unsafe parser.pointee.problem.map { unsafe String(cString: $0) }
    switch unsafe parser.pointee.error {
    case YAML_READER_ERROR:
      let offset = firstByte + (unsafe Int(clamping: parser.pointee.problem_offset))
      return YAMLError(
        .encoding, "expected UTF-8 text: \(problem ?? "unknown problem")", at: offset, in: file)
    case YAML_MEMORY_ERROR:
      return YAMLError(.limit, "out of memory", at: 0, in: file)
    default:
      let offset = byte(ofScalar: unsafe Int(clamping: parser.pointee.problem_mark.index))
      var message = problem ?? "unknown problem"
      if let context = unsafe parser.pointee.context {
        let mark = unsafe parser.pointee.context_mark
        message += unsafe ", \(String(cString: context))"
        let place = file.position(ofByte: byte(ofScalar: Int(clamping: mark.index)))
        message += " that starts at \(place)"
      }
      return YAMLError(.syntax, message, at: offset, in: file)
    }
  }

  /// Returns the byte at which a scalar of the text starts; libyaml counts scalars.
  private mutating func byte(ofScalar target: Int) -> Int {
    let base = unsafe file.storage.base
    var (byte, scalar) = cursor
    if target < scalar { (byte, scalar) = (firstByte, 0) }
    while scalar < target, byte < file.count {
      byte += 1
      while byte < file.count, unsafe base[byte] & 0xC0 == 0x80 { byte += 1 }
      scalar += 1
    }
    cursor = (byte, scalar)
    return byte
  }
}
