/// A few pods, one for each possible decision about a pod.
enum DemoPods {
  static func make(now: Int64) -> [SimulatedPod] {
    let hour: Int64 = 3600
    func pod(
      _ name: String, deadline: String, generation: String = "g2", age: Int64 = 2 * hour,
      namespace: String = "builds"
    ) -> SimulatedPod {
      var pod = SimulatedPod(name, namespace: namespace)
      pod.labels = ["role": "buildlet", "generation": generation]
      pod.annotations = ["delete-at": deadline]
      pod.created = now - age
      pod.nodeName = "node-1"
      pod.phase = "Running"
      pod.conditions = [.init("Ready", "True"), .init("PodScheduled", "True")]
      pod.containerStatuses = [
        [
          "name": "build", "ready": true,
          "state": ["running": ["startedAt": .string(Timestamp.text(now - age))]],
        ]
      ]
      return pod
    }
    let (past, future) = (String(now - hour), String(now + hour))
    var waiting = pod("buildlet-linux-amd64-expired-pending", deadline: past)
    waiting.nodeName = nil
    waiting.phase = "Pending"
    waiting.conditions = [
      .init("PodScheduled", "False", reason: "Unschedulable", message: "0/1 nodes are available")
    ]
    waiting.containerStatuses = []
    var terminating = pod("buildlet-linux-amd64-terminating", deadline: past)
    terminating.deletionTime = now - 600
    var mirror = pod("buildlet-mirror-node-1", deadline: past)
    mirror.annotations["kubernetes.io/config.mirror"] = "5f0c1a2b3c4d5e6f"
    mirror.owners = [.init(apiVersion: "v1", kind: "Node", name: "node-1")]
    return [
      pod("buildlet-linux-amd64-expired", deadline: past), waiting,
      pod("buildlet-linux-amd64-unexpired", deadline: future),
      pod("buildlet-linux-amd64-invalid", deadline: "soon"),
      pod("buildlet-linux-amd64-in-use", deadline: future, generation: "g1"),
      pod("buildlet-linux-amd64-foreign", deadline: future, generation: "g1"),
      pod("buildlet-linux-amd64-foreign-young", deadline: future, generation: "g1", age: 1),
      terminating, mirror, pod("coredns-expired", deadline: past, namespace: "kube-system"),
    ]
  }
}
