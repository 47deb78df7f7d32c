/// Hands out what a request carries to say who we are.
public protocol HTTPAuthorizer: AnyObject {
  /// The value of the `Authorization` header; nil if the TLS connection says it all.
  func authorization() throws -> Secret?
  /// Asks for a new one after a 401; false if there is none to be had.
  func renew() throws -> Bool
}
