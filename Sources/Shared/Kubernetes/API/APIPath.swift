/// Paths of the API, with every name escaped.
enum APIPath {
  static func pods(namespace: String?) -> String {
    namespace.map { "/api/v1/namespaces/\(escape($0))/pods" } ?? "/api/v1/pods"
  }

  static func pod(namespace: String, name: String) -> String {
    "\(pods(namespace: namespace))/\(escape(name))"
  }

  static func eviction(namespace: String, pod: String) -> String {
    "\(self.pod(namespace: namespace, name: pod))/eviction"
  }

  static func configMap(namespace: String, name: String) -> String {
    "/api/v1/namespaces/\(escape(namespace))/configmaps/\(escape(name))"
  }

  static let nodes = "/api/v1/nodes"

  static func node(_ name: String) -> String { "\(nodes)/\(escape(name))" }

  static func lease(namespace: String, name: String) -> String {
    "/apis/coordination.k8s.io/v1/namespaces/\(escape(namespace))/leases/\(escape(name))"
  }

  static func events(namespace: String) -> String {
    "/apis/events.k8s.io/v1/namespaces/\(escape(namespace))/events"
  }

  static let selfSubjectAccessReviews = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"

  /// `?a=b&c=d`, or nothing.
  static func query(_ items: [(name: String, value: String)]) -> String {
    guard !items.isEmpty else { return "" }
    return "?" + items.map { "\(escape($0.name))=\(escape($0.value))" }.joined(separator: "&")
  }

  /// All but RFC 3986's unreserved characters as `%XX`.
  static func escape(_ text: String) -> String {
    var escaped = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        escaped += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return escaped
  }
}
