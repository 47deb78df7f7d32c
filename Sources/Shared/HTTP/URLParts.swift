/// A URL's parts as libcurl itself reads them. A part that the URL does not have is nil.
struct URLParts {
  /// In lower case.
  let scheme: String
  /// Like the password and the host without percent-encoding.
  let user: String?
  let password: String?
  let options: String?
  /// Of IPv6 in brackets.
  let host: String
  /// Of an IPv6 address.
  let zone: String?
  let port: String?
  let path: String
  let query: String?
  let fragment: String?
}
