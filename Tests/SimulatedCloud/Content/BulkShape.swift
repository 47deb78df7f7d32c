extension BulkPods {
  /// The texts are: 0 the deadline, 1 the node, 2 the pod's address.
  func shape(_ kind: Kind, _ now: Int64) -> Shape {
    var pod = SimulatedPod("", namespace: "")
    pod.labels = [
      "app.kubernetes.io/managed-by": "coordinator", "app.kubernetes.io/name": "buildlet",
      "generation": kind.isLiving ? livingGeneration : earlierGeneration, "platform": kind.platform,
      "role": "buildlet",
    ]
    pod.annotations = [
      expiryKey: "", "coordinator.example/log-url": "https://logs.example/buildlets/\(kind.platform)",
      "coordinator.example/requested-by": "release-builder",
    ]
    pod.phase = kind.state.phase
    pod.containers = [Self.buildlet(kind.platform), Self.logger]
    pod.initContainers = [Self.fetcher]
    pod.spec = Self.spec(bound: kind.state.isBound)
    pod.conditions = kind.state.conditions
    pod.containerStatuses = kind.state.containerStatuses(now)
    var value = pod.value(created: now)
    value["metadata"]?["annotations"]?[expiryKey] = .slot(.text(0))
    if kind.state.isBound {
      let managed = value["metadata"]?["managedFields"]?.elements ?? []
      value["metadata"]?["managedFields"] = .array(managed + [ManagedFields.kubelet(time: now)])
      value["status"]?.merge(Self.addresses)
    }
    return Shape(value, of: .pods)
  }

  private static let addresses: JSONValue = [
    "hostIP": "10.0.0.7", "hostIPs": [["ip": "10.0.0.7"]], "podIP": .slot(.text(2)),
    "podIPs": [["ip": .slot(.text(2))]],
  ]

  private static func spec(bound: Bool) -> JSONValue {
    var spec: JSONValue = [
      "volumes": [
        ["name": "workdir", "emptyDir": ["sizeLimit": "20Gi"]],
        ["name": "kube-api-access", "projected": token],
      ],
      "serviceAccountName": "buildlet", "serviceAccount": "buildlet",
    ]
    if bound { spec["nodeName"] = .slot(.text(1)) }
    return spec
  }

  private static let token: JSONValue = [
    "sources": [
      ["serviceAccountToken": ["expirationSeconds": 3607, "path": "token"]],
      [
        "configMap": ["name": "kube-root-ca.crt", "items": [["key": "ca.crt", "path": "ca.crt"]]]
      ],
    ],
    "defaultMode": 420,
  ]

  private static let mounts: JSONValue = [
    ["name": "workdir", "mountPath": "/workdir"],
    [
      "name": "kube-api-access", "readOnly": true,
      "mountPath": "/var/run/secrets/kubernetes.io/serviceaccount",
    ],
  ]

  private static func buildlet(_ platform: String) -> SimulatedPod.Container {
    SimulatedPod.Container(
      "build", image: "registry.example/buildlets/\(platform):2026-11-01",
      requests: ["cpu": "2", "memory": "2000000Ki"], limits: ["cpu": "2", "memory": "2000000Ki"],
      more: [
        "command": ["/usr/local/bin/stage0"],
        "ports": [["name": "http", "containerPort": 80, "protocol": "TCP"]],
        "env": [
          ["name": "IN_KUBERNETES", "value": "1"],
          ["name": "META_BUILDLET_BINARY_URL", "value": "https://storage.example/buildlet.linux-amd64"],
          [
            "name": "POD_NAME",
            "valueFrom": ["fieldRef": ["apiVersion": "v1", "fieldPath": "metadata.name"]],
          ],
        ],
        "volumeMounts": mounts,
      ])
  }

  private static let logger = SimulatedPod.Container(
    "log", image: "registry.example/log-shipper:7", requests: ["cpu": "50m", "memory": "64Mi"],
    more: ["volumeMounts": mounts])

  private static let fetcher = SimulatedPod.Container(
    "fetch", image: "registry.example/fetch:3", requests: ["cpu": "500m", "memory": "256Mi"],
    more: ["volumeMounts": mounts])
}

extension BulkPods.State {
  var phase: String {
    switch self {
    case .running: "Running"
    case .starting, .waiting: "Pending"
    case .finished: "Succeeded"
    }
  }

  var isBound: Bool { self != .waiting }

  var conditions: [SimulatedPod.Condition] {
    guard isBound else {
      return [.init("PodScheduled", "False", reason: "Unschedulable", message: "0/10 nodes are available")]
    }
    let ready = self == .running ? "True" : "False"
    return [
      .init("Initialized", self == .starting ? "False" : "True"), .init("Ready", ready),
      .init("ContainersReady", ready), .init("PodScheduled", "True"),
    ]
  }

  func containerStatuses(_ now: Int64) -> [JSONValue] {
    let time = JSONValue.string(Timestamp.text(now))
    let state: JSONValue? =
      switch self {
      case .running: ["running": ["startedAt": time]]
      case .starting: ["waiting": ["reason": "PodInitializing"]]
      case .finished:
        ["terminated": ["exitCode": 0, "reason": "Completed", "startedAt": time, "finishedAt": time]]
      case .waiting: nil
      }
    guard let state else { return [] }
    let digest = String(repeating: "0f1e2d3c", count: 8)
    return ["build", "log"].map { name in
      [
        "name": .string(name), "state": state, "ready": .bool(self == .running),
        "image": "registry.example/buildlets:2026-11-01",
        "imageID": .string("registry.example/buildlets@sha256:" + digest),
        "containerID": .string("containerd://" + digest),
      ]
    }
  }
}
