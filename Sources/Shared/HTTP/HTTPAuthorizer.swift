/// Hands out what a request carries to say who we are.
public protocol HTTPAuthorizer: AnyObject {
  /// For `Authorization: Bearer …`; nil if the TLS connection says it all.
  func bearerToken() throws -> Secret?
  /// Asks for another one after a 401.
  ///
  /// - Parameter rejected: the token that the refused request carried.
  /// - Returns: whether there is another one, so that another try makes sense.
  func renew(rejected: Secret?) throws -> Bool
  /// The client certificate by now, where it may become another; nil: always that of the client's settings.
  var changingCertificate: TLSSettings.ClientCertificate? { get }
}

extension HTTPAuthorizer {
  public var changingCertificate: TLSSettings.ClientCertificate? { nil }
}
