/// A node to add to the cloud.
public struct SimulatedNode: Sendable {
  public var name: String
  public var labels: [String: String] = [:]
  public var capacity = ["cpu": "8", "ephemeral-storage": "100Gi", "memory": "32946668Ki", "pods": "110"]
  /// nil omits it.
  public var allocatable: [String: String]? = [
    "cpu": "7910m", "ephemeral-storage": "90Gi", "memory": "30Gi", "pods": "110",
  ]
  public var readiness = Readiness.ready
  /// When its readiness last changed, in seconds since 1970; nil for its creation time.
  public var readinessSince: Int64?
  public var isUnschedulable = false
  /// `key=value:effect` or `key:effect`.
  public var taints: [String] = []
  /// Seconds since 1970; nil for now.
  public var created: Int64?
  /// More members of the spec and the status, which win over the others.
  public var spec: JSONValue = .object([])
  public var status: JSONValue = .object([])

  public init(_ name: String) { self.name = name }

  /// The status of its condition `Ready`.
  public enum Readiness: String, Sendable {
    case ready = "True"
    case notReady = "False"
    /// The kubelet is silent, as on a machine that is switched off.
    case unknown = "Unknown"
  }

  public var isReady: Bool {
    get { readiness == .ready }
    set { readiness = newValue ? .ready : .notReady }
  }

  func value(created: Int64) -> JSONValue {
    let labels = ["kubernetes.io/hostname": name, "kubernetes.io/arch": "amd64", "kubernetes.io/os": "linux"]
      .merging(self.labels) { $1 }
    var spec: JSONValue = .object([])
    if isUnschedulable { spec["unschedulable"] = true }
    if !taints.isEmpty { spec["taints"] = .array(taints.map(taint)) }
    spec.merge(self.spec)
    let metadata: JSONValue = [
      "labels": .strings(labels),
      "managedFields": ManagedFields.node(labels: labels.keys.sorted(), time: created),
    ]
    return ["metadata": metadata, "spec": spec, "status": statusValue(created)]
  }

  private func taint(_ text: String) -> JSONValue {
    let parts = text.split(separator: ":").map(String.init)
    let pair = (parts.first ?? "").split(separator: "=", maxSplits: 1).map(String.init)
    var taint: JSONValue = ["key": .string(pair.first ?? "")]
    if pair.count > 1 { taint["value"] = .string(pair[1]) }
    taint["effect"] = .string(parts.last ?? "")
    return taint
  }

  private func statusValue(_ created: Int64) -> JSONValue {
    var status: JSONValue = ["capacity": .strings(capacity)]
    status["allocatable"] = allocatable.map { .strings($0) }
    status["conditions"] = [readyCondition(created)]
    status["daemonEndpoints"] = ["kubeletEndpoint": ["Port": 10250]]
    status["nodeInfo"] = [
      "machineID": "", "systemUUID": "", "bootID": "", "kernelVersion": "6.1.0",
      "osImage": "Debian GNU/Linux 12 (bookworm)", "containerRuntimeVersion": "containerd://2.1.0",
      "kubeletVersion": "v1.36.2", "kubeProxyVersion": "", "operatingSystem": "linux",
      "architecture": "amd64",
    ]
    status.merge(self.status)
    return status
  }
}

extension SimulatedNode {
  fileprivate func readyCondition(_ created: Int64) -> JSONValue {
    let (reason, message) =
      switch readiness {
      case .ready: ("KubeletReady", "kubelet is posting ready status")
      case .notReady: ("KubeletNotReady", "container runtime is down")
      case .unknown: ("NodeStatusUnknown", "Kubelet stopped posting node status.")
      }
    return [
      "type": "Ready", "status": .string(readiness.rawValue),
      "lastHeartbeatTime": .string(Timestamp.text(readinessSince ?? created)),
      "lastTransitionTime": .string(Timestamp.text(readinessSince ?? created)),
      "reason": .string(reason), "message": .string(message),
    ]
  }
}

extension ManagedFields {
  static func node(labels: [String], time: Int64) -> JSONValue {
    let keys = labels.map { JSONMember("f:" + $0, .object([])) }
    return [
      [
        "manager": "kubelet", "operation": "Update", "apiVersion": "v1",
        "time": .string(Timestamp.text(time)), "fieldsType": "FieldsV1",
        "fieldsV1": ["f:metadata": ["f:labels": .object([JSONMember(".", .object([]))] + keys)]],
      ]
    ]
  }
}
