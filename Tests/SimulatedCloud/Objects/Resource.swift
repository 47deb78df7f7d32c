/// A kind of object that the server serves.
public final class Resource: Sendable {
  public let group: String
  public let version: String
  /// The name in paths and messages, such as `pods`.
  public let plural: String
  public let kind: String
  public let isNamespaced: Bool
  /// The verbs that it supports.
  let verbs: [String]
  /// The group that errors name, which is an older one for some resources.
  let groupInErrors: String
  let shortNames: [String]
  let schema: Schema
  /// The supported field selectors, with the values of absent fields.
  let fields: [String: String]

  init(
    group: String = "", version: String = "v1", plural: String, kind: String, isNamespaced: Bool,
    verbs: [String] = ["get", "list", "watch"], groupInErrors: String? = nil, shortNames: [String] = [],
    schema: Schema, fields: [String: String] = [:]
  ) {
    self.group = group
    self.version = version
    self.plural = plural
    self.kind = kind
    self.isNamespaced = isNamespaced
    self.verbs = verbs
    self.groupInErrors = groupInErrors ?? group
    self.shortNames = shortNames
    self.schema = schema
    self.fields = fields
  }

  /// The name in errors about one object: `Lease.coordination.k8s.io`.
  var qualifiedKind: String { groupInErrors.isEmpty ? kind : "\(kind).\(groupInErrors)" }

  var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

  public static let pods = Resource(
    plural: "pods", kind: "Pod", isNamespaced: true, verbs: everyVerb, shortNames: ["po"], schema: .pod,
    fields: [
      "spec.nodeName": "", "spec.restartPolicy": "", "spec.schedulerName": "",
      "spec.serviceAccountName": "", "spec.hostNetwork": "false", "status.phase": "", "status.podIP": "",
      "status.nominatedNodeName": "",
    ])

  public static let nodes = Resource(
    plural: "nodes", kind: "Node", isNamespaced: false, shortNames: ["no"], schema: .node,
    fields: ["spec.unschedulable": "false"])

  public static let namespaces = Resource(
    plural: "namespaces", kind: "Namespace", isNamespaced: false,
    verbs: ["create", "delete", "get", "list", "update", "watch"], shortNames: ["ns"], schema: .namespace,
    fields: ["status.phase": ""])

  /// A namespace keeps this finalizer until its controller has emptied it.
  static let namespaceFinalizer = "kubernetes"

  public static let serviceAccounts = Resource(
    plural: "serviceaccounts", kind: "ServiceAccount", isNamespaced: true, verbs: everyVerb,
    shortNames: ["sa"], schema: .serviceAccount)

  public static let configMaps = Resource(
    plural: "configmaps", kind: "ConfigMap", isNamespaced: true, verbs: everyVerb, shortNames: ["cm"],
    schema: .configMapObject)

  public static let leases = Resource(
    group: "coordination.k8s.io", plural: "leases", kind: "Lease", isNamespaced: true,
    verbs: everyVerb, schema: .lease)

  public static let events = Resource(
    group: "events.k8s.io", plural: "events", kind: "Event", isNamespaced: true,
    verbs: everyVerb, groupInErrors: "", shortNames: ["ev"], schema: .event)

  /// All resources of this server.
  static let all = [pods, nodes, namespaces, serviceAccounts, configMaps, leases, events]

  private static let everyVerb = [
    "create", "delete", "deletecollection", "get", "list", "update", "watch",
  ]
}
