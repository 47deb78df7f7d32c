/// A URL's parts as libcurl parses them; nil for a missing part.
struct URLParts {
  /// Lowercase.
  let scheme: String
  /// Percent-decoded, like the password and the host.
  let user: String?
  let password: String?
  let options: String?
  /// An IPv6 address is in brackets.
  let host: String
  /// An IPv6 address's zone.
  let zone: String?
  let port: String?
  let path: String
  let query: String?
  let fragment: String?
}
