/// Writes JSON values as one YAML document, piece by piece.
///
/// A string stays unquoted only if no YAML reader, of version 1.1 or 1.2, could take it for anything else. Numbers
/// are written so that readers of both versions read the same number.
public struct YAMLWriter: ~Copyable {
  private var emitter = LibYAMLEmitter()

  /// Begins a document that is a mapping.
  public init() {
    emitter.beginDocument()
    emitter.beginMapping()
  }

  public mutating func add(_ members: [JSONValue.Member]) throws(JSONError) {
    for member in members {
      write(member.key)
      try write(member.value)
    }
  }

  /// Begins a member that is a sequence; `addElement` adds to it, and `endSequence` ends it.
  public mutating func beginSequence(_ key: String) {
    write(key)
    emitter.beginSequence()
  }

  public mutating func addElement(_ value: JSONValue) throws(JSONError) { try write(value) }

  public mutating func endSequence() { emitter.endSequence() }

  /// Ends the mapping and the document.
  public mutating func end() {
    emitter.endMapping()
    emitter.endDocument()
  }

  /// The text that is new since the last call. It may end within a line.
  public mutating func take() throws(YAMLError) -> String {
    String(decoding: try emitter.take(), as: UTF8.self)
  }

  /// - Throws: `JSONError` for NaN and infinities, like the JSON report.
  private mutating func write(_ value: JSONValue) throws(JSONError) {
    switch value {
    case .string(let text): write(text)
    case .real: emitter.scalar(Self.real(try value.serialized()), isQuoted: false)
    case .null, .bool, .integer: emitter.scalar(try value.serialized(), isQuoted: false)
    case .array(let values):
      emitter.beginSequence()
      for value in values { try write(value) }
      emitter.endSequence()
    case .object(let members):
      emitter.beginMapping()
      try add(members)
      emitter.endMapping()
    }
  }

  private mutating func write(_ text: String) {
    // Secrets are hidden before the text is escaped, because an escaped secret might not be recognized.
    let text = Secrets.hide(in: text)
    emitter.scalar(text, isQuoted: !Self.isUnmistakable(text))
  }

  /// Words that YAML 1.1, or some reader, takes for a boolean, null or number.
  private static let otherWords: Set<String> = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nil", "nan", "inf", "infinity",
  ]

  /// Whether every reader takes the unquoted text for this string: it begins with a letter, so it is no number or
  /// date, holds nothing that YAML uses as syntax, and is none of YAML's words.
  static func isUnmistakable(_ text: String) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    let isPlain = text.utf8.allSatisfy { isLetter($0) || $0.isASCIIDigit || punctuation.contains($0) }
    return isPlain && !(text.utf8.count <= 8 && otherWords.contains(text.lowercased()))
  }

  private static let punctuation = Array("-_./".utf8)

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// YAML 1.1 needs a dot in a number with a fraction, and a sign in an exponent: `1.0e+15`, not `1e15`.
  static func real(_ json: String) -> String {
    let parts = json.split(separator: "e", maxSplits: 1)
    let mantissa = parts[0].contains(".") ? String(parts[0]) : parts[0] + ".0"
    guard parts.count > 1 else { return mantissa }
    return mantissa + (["-", "+"].contains(parts[1].first) ? "e" : "e+") + parts[1]
  }
}
