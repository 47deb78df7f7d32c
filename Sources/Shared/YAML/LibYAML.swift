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

/// libyaml's emitter, which writes into `text`.
///
/// Its C functions fail only if memory runs out or if the events do not form a document; the first failure is kept.
struct LibYAMLEmitter: ~Copyable {
  /// In one place, because the emitter points into itself.
  private let emitter = UnsafeMutablePointer<yaml_emitter_t>.allocate(capacity: 1)
  private let sink = YAMLSink()
  private var failed = false

  init() {
    failed = yaml_emitter_initialize(emitter) != 1
    yaml_emitter_set_output(emitter, append, Unmanaged.passUnretained(sink).toOpaque())
    yaml_emitter_set_encoding(emitter, YAML_UTF8_ENCODING)
    yaml_emitter_set_unicode(emitter, 1)
    // Never folds a long line.
    yaml_emitter_set_width(emitter, -1)
  }

  deinit {
    yaml_emitter_delete(emitter)
    emitter.deallocate()
  }

  mutating func beginDocument() {
    emit { yaml_stream_start_event_initialize(&$0, YAML_UTF8_ENCODING) }
    emit { yaml_document_start_event_initialize(&$0, nil, nil, nil, 1) }
  }

  mutating func endDocument() {
    emit { yaml_document_end_event_initialize(&$0, 1) }
    emit { yaml_stream_end_event_initialize(&$0) }
  }

  mutating func beginMapping() {
    emit { yaml_mapping_start_event_initialize(&$0, nil, nil, 1, YAML_BLOCK_MAPPING_STYLE) }
  }

  mutating func endMapping() { emit { yaml_mapping_end_event_initialize(&$0) } }

  mutating func beginSequence() {
    emit { yaml_sequence_start_event_initialize(&$0, nil, nil, 1, YAML_BLOCK_SEQUENCE_STYLE) }
  }

  mutating func endSequence() { emit { yaml_sequence_end_event_initialize(&$0) } }

  mutating func scalar(_ text: String, isQuoted: Bool) {
    let style = isQuoted ? YAML_DOUBLE_QUOTED_SCALAR_STYLE : YAML_PLAIN_SCALAR_STYLE
    let bytes = Array(text.utf8)
    emit { event in
      bytes.withUnsafeBufferPointer {
        yaml_scalar_event_initialize(
          &event, nil, nil, $0.baseAddress, Int32(clamping: $0.count), 1, 1, style)
      }
    }
  }

  /// Returns what has been written since the last call.
  ///
  /// - Throws: `YAMLError` if anything could not be written since the beginning.
  mutating func take() throws(YAMLError) -> [UInt8] {
    if !failed { failed = yaml_emitter_flush(emitter) != 1 }
    guard !failed else {
      throw YAMLError(line: 1, column: 1, problem: "the report cannot be written as YAML")
    }
    defer { sink.text = [] }
    return sink.text
  }

  private mutating func emit(_ initialize: (inout yaml_event_t) -> Int32) {
    guard !failed else { return }
    var event = yaml_event_t()
    // `yaml_emitter_emit` also frees the event, even if it fails.
    failed = initialize(&event) != 1 || yaml_emitter_emit(emitter, &event) != 1
  }
}

private final class YAMLSink {
  var text: [UInt8] = []
}

/// libyaml's write handler.
private func append(
  _ sink: UnsafeMutableRawPointer?, _ bytes: UnsafeMutablePointer<UInt8>?, _ count: Int
) -> Int32 {
  guard let sink else { return 0 }
  Unmanaged<YAMLSink>.fromOpaque(sink).takeUnretainedValue().text
    .append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
  return 1
}
