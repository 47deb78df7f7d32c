import CYAML

/// libyaml's parser for one text.
struct LibYAML: ~Copyable {
  private let handle: UnsafeMutablePointer<pk_yaml>

  init(_ text: [UInt8]) throws(YAMLError) {
    guard let handle = text.withUnsafeBytes({ pk_yaml_open($0.baseAddress, $0.count) }) else {
      throw YAMLError(line: 1, column: 1, problem: "out of memory")
    }
    self.handle = handle
  }

  deinit { pk_yaml_close(handle) }

  func next() throws(YAMLError) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(pk_yaml_parser(handle), &event) == 1 else { throw failure() }
    defer { yaml_event_delete(&event) }
    return YAMLEvent(
      kind: kind(event), line: event.start_mark.line + 1, column: event.start_mark.column + 1)
  }

  /// `problem` is one of libyaml's constants and never quotes the text.
  private func failure() -> YAMLError {
    let parser = pk_yaml_parser(handle).pointee
    let isEncoding = parser.error == YAML_READER_ERROR
    let mark = isEncoding ? parser.mark : parser.problem_mark
    let problem = parser.problem.map { String(cString: $0) } ?? "it cannot be read"
    return YAMLError(line: mark.line + 1, column: mark.column + 1, problem: problem)
  }
}

private func kind(_ event: yaml_event_t) -> YAMLEvent.Kind {
  switch event.type {
  case YAML_STREAM_START_EVENT: .streamStart
  case YAML_DOCUMENT_START_EVENT: .documentStart
  case YAML_DOCUMENT_END_EVENT: .documentEnd
  case YAML_ALIAS_EVENT: .alias(anchor: text(event.data.alias.anchor) ?? "")
  case YAML_SCALAR_EVENT: .scalar(scalar(event), anchor: text(event.data.scalar.anchor))
  case YAML_SEQUENCE_START_EVENT:
    .sequenceStart(
      tag: text(event.data.sequence_start.tag), anchor: text(event.data.sequence_start.anchor))
  case YAML_SEQUENCE_END_EVENT: .sequenceEnd
  case YAML_MAPPING_START_EVENT:
    .mappingStart(tag: text(event.data.mapping_start.tag), anchor: text(event.data.mapping_start.anchor))
  case YAML_MAPPING_END_EVENT: .mappingEnd
  default: .streamEnd
  }
}

private func scalar(_ event: yaml_event_t) -> YAMLScalar {
  let scalar = event.data.scalar
  let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
  return YAMLScalar(
    String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE,
    tag: text(scalar.tag))
}

private func text(_ bytes: UnsafeMutablePointer<yaml_char_t>?) -> String? {
  bytes.map { String(cString: $0) }
}

/// One event from libyaml's parser.
struct YAMLEvent {
  enum Kind {
    case streamStart
    case streamEnd
    case documentStart
    case documentEnd
    case alias(anchor: String)
    case scalar(YAMLScalar, anchor: String?)
    case sequenceStart(tag: String?, anchor: String?)
    case sequenceEnd
    case mappingStart(tag: String?, anchor: String?)
    case mappingEnd
  }

  let kind: Kind
  let line: Int
  let column: Int

  func error(_ problem: String) -> YAMLError {
    YAMLError(line: line, column: column, problem: problem)
  }
}
