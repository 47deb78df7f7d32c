/// `as`, `as-uid`, `as-groups` and `as-user-extra` as request headers (client-go,
/// `transport/round_trippers.go`, `impersonatingRoundTripper`).
enum Impersonation {
  static func headers(_ user: JSONCursor) throws(JSONError) -> [(name: String, value: String)] {
    var headers: [(name: String, value: String)] = []
    if let name = try text(user["as"]) { headers.append(("Impersonate-User", name)) }
    if let uid = try text(user["as-uid"]) { headers.append(("Impersonate-Uid", uid)) }
    for group in try user["as-groups"].elements() {
      headers.append(("Impersonate-Group", try text(group) ?? ""))
    }
    for (key, values) in try user["as-user-extra"].members() {
      for value in try values.elements() {
        headers.append(("Impersonate-Extra-\(escape(key))", try text(value) ?? ""))
      }
    }
    guard headers.isEmpty || headers[0].name == "Impersonate-User" else {
      throw user["as"].error("is missing, although as-uid, as-groups or as-user-extra is set; add it")
    }
    return headers
  }

  private static func text(_ field: JSONCursor) throws(JSONError) -> String? {
    guard let text = try field.nonEmptyString() else { return nil }
    guard !text.hasControlByte else { throw field.error("has a control character; remove it") }
    return text
  }

  /// Percent-encodes what a header's name may not contain, and the percent sign.
  static func escape(_ key: String) -> String {
    key.percentEncoded { HTTPHeader.isNameByte($0) && $0 != UInt8(ascii: "%") }
  }
}
