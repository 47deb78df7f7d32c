// Times in seconds since 1970.

extension JSONCursor {
  /// An RFC 3339 time, as seconds since 1970.
  func optionalTime() throws(JSONError) -> Int64? {
    guard let text = try optionalString() else { return nil }
    guard let seconds = RFC3339.seconds(text) else { throw error("expected an RFC 3339 time") }
    return seconds
  }
}

extension ProtobufField {
  /// The seconds of a `Time`. An empty one is Go's zero time, which JSON writes as `null`.
  func time() throws(ProtobufError) -> Int64? {
    let time = try bytes()
    if time.isEmpty { return nil }
    var seconds: Int64 = 0
    var reader = ProtobufReader(time)
    while let field = try reader.next() {
      if field.number == 1 { seconds = try field.integer() }
    }
    return seconds
  }
}
