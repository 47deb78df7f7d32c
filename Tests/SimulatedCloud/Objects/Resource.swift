/// A kind of object that the server serves.
public final class Resource: Sendable {
  public let group: String
  public let version: String
  /// The name in paths and messages, such as `pods`.
  public let plural: String
  public let kind: String
  public let isNamespaced: Bool
  let shortNames: [String]
  let schema: Schema
  /// The field selectors it knows, with the value that an absent field has.
  let fields: [String: String]

  init(
    group: String = "", version: String = "v1", plural: String, kind: String, isNamespaced: Bool,
    shortNames: [String] = [], schema: Schema, fields: [String: String] = [:]
  ) {
    self.group = group
    self.version = version
    self.plural = plural
    self.kind = kind
    self.isNamespaced = isNamespaced
    self.shortNames = shortNames
    self.schema = schema
    self.fields = fields
  }

  var apiVersion: String { group.isEmpty ? version : "\(group)/\(version)" }

  public static let pods = Resource(
    plural: "pods", kind: "Pod", isNamespaced: true, shortNames: ["po"], schema: .pod,
    fields: [
      "spec.nodeName": "", "spec.restartPolicy": "", "spec.schedulerName": "",
      "spec.serviceAccountName": "", "spec.hostNetwork": "false", "status.phase": "", "status.podIP": "",
      "status.nominatedNodeName": "",
    ])

  public static let nodes = Resource(
    plural: "nodes", kind: "Node", isNamespaced: false, shortNames: ["no"], schema: .node,
    fields: ["spec.unschedulable": "false"])

  /// Everything this server knows.
  static let all = [pods, nodes]
}
