import Foundation

/// An object that a client can post to any API server, simulated or real.
public struct PostedObject: Sendable {
  /// The path of the collection to post it to.
  public let collection: String
  public let name: String
  /// The object as JSON.
  public let body: String
  /// The body of a later update of `status`, which cannot be posted; nil for none.
  public let status: String?

  public var path: String { "\(collection)/\(name)" }

  init(
    _ value: JSONValue, _ name: String, namespace: String?, of resource: Resource, status: JSONValue? = nil
  ) {
    var value = value
    value["apiVersion"] = .string(resource.apiVersion)
    value["kind"] = .string(resource.kind)
    var metadata = value["metadata"] ?? .object([])
    metadata["name"] = .string(name)
    metadata["namespace"] = namespace.map { .string($0) }
    value["metadata"] = metadata
    let root = resource.group.isEmpty ? "/api/v1" : "/apis/\(resource.apiVersion)"
    collection = root + (namespace.map { "/namespaces/\($0)" } ?? "") + "/\(resource.plural)"
    self.name = name
    body = JSONText.string(value)
    self.status = status.map {
      value["status"] = $0
      return JSONText.string(value)
    }
  }

  public static func namespace(_ name: String, labels: [String: String]) -> PostedObject {
    PostedObject(["metadata": ["labels": .strings(labels)]], name, namespace: nil, of: .namespaces)
  }

  public static func serviceAccount(_ name: String, namespace: String) -> PostedObject {
    PostedObject(.object([]), name, namespace: namespace, of: .serviceAccounts)
  }
}

extension SimulatedPod {
  /// The pod to post to a namespace, with more labels. It never runs, because no scheduler handles it. It has
  /// no resource requests and meets the strictest pod security standard.
  public func posted(namespace: String, labels more: [String: String]) -> PostedObject {
    var metadata: JSONValue = ["labels": .strings(labels.merging(more) { $1 })]
    if !annotations.isEmpty { metadata["annotations"] = .strings(annotations) }
    if !finalizers.isEmpty { metadata["finalizers"] = .array(finalizers.map { .string($0) }) }
    let container: JSONValue = [
      "name": "build", "image": "registry.invalid/none",
      "securityContext": ["allowPrivilegeEscalation": false, "capabilities": ["drop": ["ALL"]]],
    ]
    var spec: JSONValue = [
      "containers": [container], "restartPolicy": "Never", "schedulerName": "podkeeper-test-none",
      "automountServiceAccountToken": false,
      "securityContext": [
        "runAsNonRoot": true, "runAsUser": 65532, "seccompProfile": ["type": "RuntimeDefault"],
      ],
    ]
    spec["nodeName"] = nodeName.map { .string($0) }
    let isNew = phase == "Pending" && conditions.isEmpty
    let now = Int64(Date().timeIntervalSince1970)
    return PostedObject(
      ["metadata": metadata, "spec": spec], name, namespace: namespace, of: .pods,
      status: isNew ? nil : ["phase": .string(phase), "conditions": .array(conditions.map { $0.value(now) })])
  }
}

extension SimulatedLease {
  public func posted(namespace: String) -> PostedObject {
    PostedObject(value, name, namespace: namespace, of: .leases)
  }
}

extension SimulatedConfigMap {
  public func posted(namespace: String) -> PostedObject {
    PostedObject(value, name, namespace: namespace, of: .configMaps)
  }
}
