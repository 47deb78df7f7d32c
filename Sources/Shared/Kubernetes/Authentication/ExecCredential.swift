import FoundationEssentials

/// An exec plugin's answer (client-go, `pkg/apis/clientauthentication`, `ExecCredential`).
struct ExecCredential: Equatable {
  let token: Secret?
  let certificate: TLSSettings.ClientCertificate?
  /// nil if it does not expire.
  let expiry: Date?

  /// - Parameter version: the API version that the answer must have.
  init(_ text: [UInt8], version: String) throws(JSONError) {
    let root = JSONCursor(try JSONValue(parsing: text))
    guard try root["kind"].string() == "ExecCredential" else {
      throw root["kind"].error("expected ExecCredential")
    }
    guard try root["apiVersion"].string() == version else {
      throw root["apiVersion"].error("expected \(version), as in the kubeconfig")
    }
    let status = root["status"]
    token = try Self.token(status["token"])
    certificate = try Self.certificate(status)
    expiry = try Self.date(status["expirationTimestamp"])
    guard token != nil || certificate != nil else {
      throw status.error("has neither a token nor a client certificate")
    }
  }

  private static func token(_ place: JSONCursor) throws(JSONError) -> Secret? {
    guard let text = try place.nonEmptyString() else { return nil }
    guard !text.hasControlByte else { throw place.error("has a control character or a line break") }
    return Secret(text)
  }

  private static func certificate(
    _ status: JSONCursor
  ) throws(JSONError) -> TLSSettings.ClientCertificate? {
    let certificate = try status["clientCertificateData"].nonEmptyString()
    let key = try status["clientKeyData"].nonEmptyString()
    guard let certificate, let key else {
      guard certificate == nil, key == nil else {
        throw status.error("clientCertificateData and clientKeyData must come together")
      }
      return nil
    }
    return TLSSettings.ClientCertificate(certificate: Secret(certificate), key: Secret(key))
  }

  private static func date(_ place: JSONCursor) throws(JSONError) -> Date? {
    guard let text = try place.nonEmptyString() else { return nil }
    let formats = [Date.ISO8601FormatStyle(), Date.ISO8601FormatStyle(includingFractionalSeconds: true)]
    guard let date = formats.lazy.compactMap({ try? $0.parse(text) }).first else {
      throw place.error("expected an RFC 3339 time")
    }
    return date
  }
}
