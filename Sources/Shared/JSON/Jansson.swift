import CJansson

/// Reads and writes JSON text with jansson.
extension JSONValue {
  /// Reads exactly one JSON object or array. Refuses duplicate keys, NUL characters, nesting deeper than 2,048, and
  /// anything but white space after it.
  ///
  /// - Throws: `JSONError` with the line and column. It never quotes the text.
  public init(parsing text: UnsafeRawBufferPointer) throws(JSONError) {
    var failure = json_error_t()
    guard let root = pk_json_load(text.baseAddress, text.count, size_t(JSON_REJECT_DUPLICATES), &failure)
    else { throw JSONError(problem: describe(failure)) }
    defer { pk_json_decref(root) }
    self = Self.copy(root)
  }

  public init(parsing text: some Sequence<UInt8>) throws(JSONError) {
    let bytes = Array(text)
    let result = bytes.withUnsafeBytes { buffer in
      Result<JSONValue, JSONError> { () throws(JSONError) in try JSONValue(parsing: buffer) }
    }
    self = try result.get()
  }

  public init(parsing text: String) throws(JSONError) {
    try self.init(parsing: text.utf8)
  }

  private static func copy(_ json: UnsafeMutablePointer<json_t>) -> JSONValue {
    switch json.pointee.type {
    case JSON_OBJECT: return .object(copyMembers(json))
    case JSON_ARRAY:
      return .array((0..<json_array_size(json)).compactMap { json_array_get(json, $0).map(copy) })
    case JSON_STRING: return .string(copyString(json))
    case JSON_INTEGER: return .integer(json_integer_value(json))
    case JSON_REAL: return .real(json_real_value(json))
    case JSON_TRUE: return .bool(true)
    case JSON_FALSE: return .bool(false)
    default: return .null
    }
  }

  private static func copyMembers(_ object: UnsafeMutablePointer<json_t>) -> [Member] {
    var members: [Member] = []
    members.reserveCapacity(json_object_size(object))
    var iterator = json_object_iter(object)
    while let current = iterator {
      let key = json_object_iter_key(current)
      if let key, let value = json_object_iter_value(current) {
        members.append(Member(String(cString: key), copy(value)))
      }
      iterator = json_object_iter_next(object, current)
    }
    return members
  }

  private static func copyString(_ json: UnsafeMutablePointer<json_t>) -> String {
    guard let bytes = json_string_value(json) else { return "" }
    let count = json_string_length(json)
    return bytes.withMemoryRebound(to: UInt8.self, capacity: count) {
      String(decoding: UnsafeBufferPointer(start: $0, count: count), as: UTF8.self)
    }
  }
}

extension JSONValue {
  /// The value as JSON text on one line.
  ///
  /// - Throws: `JSONError` for NaN and infinities, which JSON cannot express.
  public func serialized() throws(JSONError) -> String {
    let json = try jansson()
    defer { pk_json_decref(json) }
    // JSON_REAL_PRECISION(15), a macro that Swift cannot import: writes 0.287, not 0.28699999999999998.
    let flags = size_t(JSON_COMPACT | JSON_ENCODE_ANY) | size_t(15 << 11)
    guard let text = json_dumps(json, flags) else { throw JSONError(problem: "could not be written as JSON") }
    defer { pk_json_free(text) }
    return String(cString: text)
  }

  /// A jansson value, which the caller must release.
  private func jansson() throws(JSONError) -> UnsafeMutablePointer<json_t> {
    let made: UnsafeMutablePointer<json_t>?
    switch self {
    case .null: made = json_null()
    case .bool(let flag): made = flag ? json_true() : json_false()
    case .integer(let number): made = json_integer(number)
    case .real(let number): made = json_real(number)
    case .string(let text):
      made = Array(text.utf8).withUnsafeBytes { pk_json_string($0.baseAddress, $0.count) }
    case .array(let values): made = try Self.array(values)
    case .object(let members): made = try Self.object(members)
    }
    guard let made else { throw JSONError(problem: "\(kindName) cannot be written as JSON") }
    return made
  }

  private static func array(_ values: [JSONValue]) throws(JSONError) -> UnsafeMutablePointer<json_t>? {
    guard let array = json_array() else { return nil }
    for value in values {
      do { json_array_append_new(array, try value.jansson()) } catch {
        pk_json_decref(array)
        throw error
      }
    }
    return array
  }

  private static func object(_ members: [Member]) throws(JSONError) -> UnsafeMutablePointer<json_t>? {
    guard let object = json_object() else { return nil }
    for member in members {
      do { json_object_set_new(object, member.key, try member.value.jansson()) } catch {
        pk_json_decref(object)
        throw error
      }
    }
    return object
  }
}

/// jansson's message without the text that it quotes after "near", which may be a secret.
private func describe(_ failure: json_error_t) -> String {
  let whole = withUnsafeBytes(of: failure.text) {
    String(decoding: $0.prefix(while: { $0 != 0 }), as: UTF8.self)
  }
  let reason = whole.firstRange(of: " near ").map { whole[..<$0.lowerBound] } ?? whole[...]
  return "not JSON: \(reason) (line \(failure.line), column \(failure.column))"
}
