/// `managedFields`: who set which field. They are a large part of every real pod.
enum ManagedFields {
  static func value(labels: [String], annotations: [String], containers: [String], time: Int64) -> JSONValue {
    var metadata: JSONValue = .object([])
    if !annotations.isEmpty { metadata["f:annotations"] = owned(annotations) }
    if !labels.isEmpty { metadata["f:labels"] = owned(labels) }
    let entries = containers.sorted().map { JSONMember("k:{\"name\":\"\($0)\"}", container) }
    let spec = [JSONMember("f:containers", .object(entries))] + leaves(podFields).members
    return [
      [
        "manager": "coordinator", "operation": "Update", "apiVersion": "v1",
        "time": .string(Timestamp.text(time)), "fieldsType": "FieldsV1",
        "fieldsV1": ["f:metadata": metadata, "f:spec": .object(spec)],
      ]
    ]
  }

  /// The entry of the kubelet that runs the pod.
  static func kubelet(time: Int64) -> JSONValue {
    let conditions = ["ContainersReady", "Initialized", "PodScheduled", "Ready"].map {
      JSONMember("k:{\"type\":\"\($0)\"}", condition)
    }
    let status =
      [JSONMember("f:conditions", .object([JSONMember(".", .object([]))] + conditions))]
      + leaves(statusFields).members
    return [
      "manager": "kubelet", "operation": "Update", "apiVersion": "v1",
      "time": .string(Timestamp.text(time)), "fieldsType": "FieldsV1",
      "fieldsV1": ["f:status": .object(status)], "subresource": "status",
    ]
  }

  private static let podFields = [
    "dnsPolicy", "enableServiceLinks", "restartPolicy", "schedulerName", "securityContext",
    "terminationGracePeriodSeconds",
  ]
  private static let statusFields = [
    "containerStatuses", "hostIP", "hostIPs", "phase", "podIP", "podIPs", "startTime",
  ]

  private static let condition = dotted(
    leaves(["lastProbeTime", "lastTransitionTime", "status", "type"]))

  private static let container: JSONValue = {
    var container = dotted(leaves(["image", "imagePullPolicy", "name"]))
    container["f:resources"] = dotted(["f:requests": dotted(leaves(["cpu", "memory"]))])
    container.merge(leaves(["terminationMessagePath", "terminationMessagePolicy"]))
    return container
  }()

  private static func owned(_ keys: [String]) -> JSONValue { dotted(leaves(keys)) }

  private static func leaves(_ names: [String]) -> JSONValue {
    .object(names.map { JSONMember("f:" + $0, .object([])) })
  }

  private static func dotted(_ value: JSONValue) -> JSONValue {
    .object([JSONMember(".", .object([]))] + value.members)
  }
}
