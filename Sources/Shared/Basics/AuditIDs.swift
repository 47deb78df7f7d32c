extension String {
  /// The text without the IDs that find a request in the server's audit log: programs and administrators need them, and
  /// for everyone else they hide the message.
  public var withoutAuditIDs: String {
    // Nearly all lines have none, and searching for a text would take microseconds per line.
    guard utf8.contains(UInt8(ascii: "(")) else { return self }
    var (text, rest) = ("", self[...])
    while let start = rest.firstRange(of: " (Audit-ID "),
      let end = rest[start.upperBound...].firstIndex(of: ")")
    {
      text += rest[..<start.lowerBound]
      rest = rest[rest.index(after: end)...]
    }
    return text + rest
  }
}
