extension HTTPRequest {
  /// A request that says what it has to say in JSON.
  ///
  /// - Parameter json: with finite numbers only.
  public init(
    _ method: Method, _ url: String, accept: String = "application/json", json: JSONValue?,
    repeatability: Repeatability
  ) {
    var headers = [HTTPHeader("Accept", accept)]
    if json != nil { headers.append(HTTPHeader("Content-Type", "application/json")) }
    self.init(method, url, headers: headers, body: json.map(Self.bytes), repeatability: repeatability)
  }

  /// A request that says it as a form does, and wants an answer in JSON.
  init(
    _ method: Method, _ url: String, form: [(name: String, value: String)], repeatability: Repeatability
  ) {
    self.init(
      method, url,
      headers: [
        HTTPHeader("Accept", "application/json"),
        HTTPHeader("Content-Type", "application/x-www-form-urlencoded"),
      ],
      body: Array(formEncoded(form).utf8), repeatability: repeatability)
  }

  private static func bytes(_ json: JSONValue) -> [UInt8] {
    guard let text = try? json.serialized() else {
      preconditionFailure("finite numbers can always be written as JSON")
    }
    return Array(text.utf8)
  }
}
