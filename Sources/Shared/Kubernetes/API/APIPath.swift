/// API paths, with every name escaped.
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

  static func namespace(_ name: String) -> String { "/api/v1/namespaces/\(escape(name))" }

  static let nodes = "/api/v1/nodes"

  static func node(_ name: String) -> String { "\(nodes)/\(escape(name))" }

  static func lease(namespace: String, name: String) -> String {
    "/apis/coordination.k8s.io/v1/namespaces/\(escape(namespace))/leases/\(escape(name))"
  }

  static func events(namespace: String) -> String {
    "/apis/events.k8s.io/v1/namespaces/\(escape(namespace))/events"
  }

  static let selfSubjectAccessReviews = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"

  private static func escape(_ text: String) -> String { text.percentEncoded }
}
