extension PodDecoder {
  public mutating func decode(json item: JSONCursor) throws -> Pod {
    let metadata = item["metadata"]
    var pod = Pod()
    pod.name = try metadata["name"].objectName()
    pod.namespace = try metadata["namespace"].optionalObjectName() ?? ""
    pod.uid = try required(metadata["uid"])
    pod.resourceVersion = try required(metadata["resourceVersion"])
    pod.creationTimestamp = try metadata["creationTimestamp"].optionalTime()
    pod.deletionTimestamp = try metadata["deletionTimestamp"].optionalTime()
    pod.labels = try labels.texts(metadata["labels"])
    pod.annotations = try annotations.texts(metadata["annotations"])
    pod.controller = try controller(metadata["ownerReferences"])
    pod.hasFinalizers = try !metadata["finalizers"].elements().isEmpty
    pod.details = try details(item)
    return pod
  }

  private func required(_ place: JSONCursor) throws(JSONError) -> String {
    let text = try place.string()
    guard !text.isEmpty else { throw place.error("it is empty") }
    return text
  }

  private func controller(_ owners: JSONCursor) throws(JSONError) -> OwnerReference? {
    var controller: OwnerReference?
    for owner in try owners.elements() where try owner["controller"].optionalBool() == true {
      controller = OwnerReference(
        kind: try owner["kind"].optionalString() ?? "", name: try owner["name"].optionalString() ?? "")
    }
    return controller
  }

  private func details(_ item: JSONCursor) throws(JSONError) -> PodDetails? {
    let spec = item["spec"]
    let status = item["status"]
    if spec.isMissing, status.isMissing { return nil }
    var details = PodDetails()
    details.nodeName = try spec["nodeName"].optionalObjectName()
    details.phase = PodPhase(try status["phase"].optionalString() ?? "")
    details.hasSchedulingGates = try !spec["schedulingGates"].elements().isEmpty
    for condition in try status["conditions"].elements() {
      details.conditions.append(try PodCondition(json: condition))
    }
    for list in ["containerStatuses", "initContainerStatuses"] {
      for container in try status[list].elements() {
        details.containers.append(try ContainerSummary(json: container))
      }
    }
    return details
  }
}

extension PodCondition {
  init(json: JSONCursor) throws(JSONError) {
    type = try json["type"].optionalString() ?? ""
    status = try json["status"].optionalString() ?? ""
    reason = try json["reason"].optionalString() ?? ""
    lastTransitionTime = try json["lastTransitionTime"].optionalTime()
  }
}

extension ContainerSummary {
  init(json: JSONCursor) throws(JSONError) {
    let state = json["state"]
    let last = json["lastState"]
    waitingReason = try state["waiting"]["reason"].nonEmptyString()
    let runs = [state["running"], state["terminated"], last["running"], last["terminated"]]
    let restarts = try json["restartCount"].optionalInteger() ?? 0
    hasRun = restarts > 0 || runs.contains { !$0.isMissing }
    finishedAt = try state["terminated"]["finishedAt"].optionalTime()
  }
}
