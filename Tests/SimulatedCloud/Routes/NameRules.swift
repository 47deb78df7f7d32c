/// The rules for names (k8s.io/apimachinery `pkg/util/validation/validation.go`).
enum NameRules {
  private static let label = #"[a-z0-9]([-a-z0-9]*[a-z0-9])?"#

  /// What is wrong with the name of an object; nil if it is valid.
  static func subdomain(_ name: String) -> String? {
    if name.utf8.count > 253 { return "must be no more than 253 bytes" }
    if name.wholeMatch(of: /[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/) != nil {
      return nil
    }
    return """
      a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must \
      start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is \
      '\(label)(\\.\(label))*')
      """
  }

  /// What is wrong with a name that may have a domain and a slash as its prefix.
  static func qualified(_ name: String) -> String? {
    let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, let problem = subdomain(parts[0]) { return "prefix part \(problem)" }
    let own = parts.last ?? ""
    if own.isEmpty { return "name part must be non-empty" }
    if own.utf8.count > 63 { return "name part must be no more than 63 bytes" }
    if own.wholeMatch(of: /([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]/) != nil { return nil }
    return """
      name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an \
      alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is \
      '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')
      """
  }
}
