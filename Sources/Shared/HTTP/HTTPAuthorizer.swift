/// Provides the credentials that requests carry.
public protocol HTTPAuthorizer: AnyObject {
  /// For `Authorization: Bearer …`; nil if the client certificate is enough.
  func bearerToken() throws -> Secret?
  /// Gets new credentials after a 401.
  ///
  /// - Parameter rejected: the refused request's token.
  /// - Returns: whether there are new credentials, so that another attempt makes sense.
  func renew(rejected: Secret?) throws -> Bool
  /// The current client certificate, if it can change; nil to always use the one in the client's settings.
  var changingCertificate: TLSSettings.ClientCertificate? { get }
}

extension HTTPAuthorizer {
  public var changingCertificate: TLSSettings.ClientCertificate? { nil }
}
