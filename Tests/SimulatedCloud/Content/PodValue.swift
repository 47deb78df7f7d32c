extension SimulatedPod {
  /// The pod as the API shows it, except for what the store adds.
  func value(created: Int64) -> JSONValue {
    var metadata: JSONValue = ["generation": 1]
    if !labels.isEmpty { metadata["labels"] = .strings(labels) }
    if !annotations.isEmpty { metadata["annotations"] = .strings(annotations) }
    if !owners.isEmpty { metadata["ownerReferences"] = .array(owners.map(\.value)) }
    if !finalizers.isEmpty { metadata["finalizers"] = .array(finalizers.map { .string($0) }) }
    if hasManagedFields {
      metadata["managedFields"] = ManagedFields.value(
        labels: labels.keys.sorted(), annotations: annotations.keys.sorted(),
        containers: containers.map(\.name), time: created)
    }
    return ["metadata": metadata, "spec": specValue, "status": statusValue(created)]
  }

  private var specValue: JSONValue {
    var spec: JSONValue = .object([])
    if !initContainers.isEmpty { spec["initContainers"] = .array(initContainers.map(\.value)) }
    spec["containers"] = .array(containers.map(\.value))
    spec["restartPolicy"] = "Never"
    spec["terminationGracePeriodSeconds"] = terminationGracePeriodSeconds.map { .integer($0) }
    spec["dnsPolicy"] = "ClusterFirst"
    spec["nodeName"] = nodeName.map { .string($0) }
    spec["securityContext"] = .object([])
    spec["schedulerName"] = "default-scheduler"
    spec["tolerations"] = [toleration("not-ready"), toleration("unreachable")]
    spec["priority"] = 0
    spec["enableServiceLinks"] = true
    spec["preemptionPolicy"] = "PreemptLowerPriority"
    spec.merge(self.spec)
    return spec
  }

  private func toleration(_ what: String) -> JSONValue {
    [
      "key": .string("node.kubernetes.io/" + what), "operator": "Exists", "effect": "NoExecute",
      "tolerationSeconds": 300,
    ]
  }

  private func statusValue(_ created: Int64) -> JSONValue {
    var status: JSONValue = ["phase": .string(phase)]
    if !conditions.isEmpty { status["conditions"] = .array(conditions.map { $0.value(created) }) }
    status["reason"] = reason.map { .string($0) }
    if nodeName != nil, phase != "Pending" { status["startTime"] = .string(Timestamp.text(created)) }
    if !containerStatuses.isEmpty {
      status["containerStatuses"] = .array(containerStatuses.map(containerStatus))
    }
    status["qosClass"] = "Burstable"
    status.merge(self.status)
    return status
  }

  private func containerStatus(_ value: JSONValue) -> JSONValue {
    var status: JSONValue = [
      "name": "build", "state": .object([]), "lastState": .object([]), "ready": false, "restartCount": 0,
      "image": "", "imageID": "",
    ]
    status.merge(value)
    return status
  }
}

extension SimulatedPod.Container {
  var value: JSONValue {
    var resources: JSONValue = .object([])
    if !limits.isEmpty { resources["limits"] = .strings(limits) }
    if !requests.isEmpty { resources["requests"] = .strings(requests) }
    var value: JSONValue = ["name": .string(name), "image": .string(image), "resources": resources]
    value["restartPolicy"] = restartPolicy.map { .string($0) }
    value["terminationMessagePath"] = "/dev/termination-log"
    value["terminationMessagePolicy"] = "File"
    value["imagePullPolicy"] = "IfNotPresent"
    value.merge(more)
    return value
  }
}

extension SimulatedPod.Owner {
  var value: JSONValue {
    [
      "apiVersion": .string(apiVersion), "kind": .string(kind), "name": .string(name), "uid": .string(uid),
      "controller": .bool(isController), "blockOwnerDeletion": .bool(isController),
    ]
  }
}

extension SimulatedPod.Condition {
  func value(_ created: Int64) -> JSONValue {
    var value: JSONValue = [
      "type": .string(type), "status": .string(status), "lastProbeTime": .null,
      "lastTransitionTime": .string(Timestamp.text(since ?? created)),
    ]
    value["reason"] = reason.map { .string($0) }
    value["message"] = message.map { .string($0) }
    return value
  }
}
