extension GoogleStatus {
  /// The first detail of a type: `google.rpc.ErrorInfo`.
  func detail(_ type: String) -> JSONCursor? {
    details.first { (try? $0["@type"].optionalString()) == "type.googleapis.com/\(type)" }
  }

  /// `SERVICE_DISABLED`, `ACCESS_TOKEN_SCOPE_INSUFFICIENT`
  var reason: String? { try? detail("google.rpc.ErrorInfo")?["reason"].optionalString() }
}
