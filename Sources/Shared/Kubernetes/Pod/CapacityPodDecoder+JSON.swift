extension CapacityPodDecoder {
  public mutating func decode(json item: JSONCursor) throws -> CapacityPod {
    begin()
    var pod = CapacityPod()
    let metadata = item["metadata"]
    pod.name = try metadata["name"].optionalString() ?? ""
    pod.namespace = try metadata["namespace"].optionalString() ?? ""
    pod.creationTimestamp = try metadata["creationTimestamp"].optionalTime()
    pod.isTerminating = try metadata["deletionTimestamp"].optionalTime() != nil
    try readSpec(item["spec"], into: &pod)
    try readStatus(item["status"], into: &pod)
    finish(&pod)
    return pod
  }

  private mutating func readSpec(_ spec: JSONCursor, into pod: inout CapacityPod) throws(JSONError) {
    pod.nodeName = try spec["nodeName"].optionalString().flatMap { $0.isEmpty ? nil : $0 }
    resources.containers = try containers(spec, "containers")
    guard accounting.readsWholePod else { return }
    resources.initContainers = try containers(spec, "initContainers")
    try lists.read(spec["overhead"], into: &resources.overhead, at: "spec.overhead")
    resources.podLevel = try lists.read(spec["resources"]["requests"], at: "spec.resources.requests")
  }

  private mutating func containers(
    _ spec: JSONCursor, _ list: String
  ) throws(JSONError) -> [PodRequests.Container] {
    var containers: [PodRequests.Container] = []
    for json in try spec[list].elements() {
      var container = PodRequests.Container()
      container.name = try json["name"].optionalString() ?? ""
      container.isSidecar = try json["restartPolicy"].optionalString() == "Always"
      try lists.read(
        json["resources"]["requests"], into: &container.requests,
        at: "spec.\(list)[\(containers.count)].resources.requests")
      containers.append(container)
    }
    return containers
  }

  private mutating func readStatus(_ status: JSONCursor, into pod: inout CapacityPod) throws(JSONError) {
    pod.phase = PodPhase(try status["phase"].optionalString() ?? "")
    for condition in try status["conditions"].elements() {
      note(
        condition: try condition["type"].optionalString() ?? "",
        status: try condition["status"].optionalString() ?? "",
        reason: try condition["reason"].optionalString() ?? "", of: &pod)
    }
    guard accounting.readsStatus else { return }
    resources.statuses = try actuals(status, "containerStatuses")
    resources.initStatuses = try actuals(status, "initContainerStatuses")
    resources.podStatus = try actual(status, at: "status")
  }

  private mutating func actuals(
    _ status: JSONCursor, _ list: String
  ) throws(JSONError) -> [PodRequests.Actual] {
    var actuals: [PodRequests.Actual] = []
    for (index, json) in try status[list].elements().enumerated() {
      var actual = try actual(json, at: "status.\(list)[\(index)]")
      guard actual.requests != nil else { continue }
      actual.name = try json["name"].optionalString() ?? ""
      actuals.append(actual)
    }
    return actuals
  }

  private mutating func actual(_ json: JSONCursor, at place: String) throws(JSONError) -> PodRequests.Actual {
    var actual = PodRequests.Actual()
    try lists.read(
      json["allocatedResources"], into: &actual.allocated, at: "\(place).allocatedResources")
    guard !json["resources"].isMissing else { return actual }
    var requests = ResourceList()
    try lists.read(json["resources"]["requests"], into: &requests, at: "\(place).resources.requests")
    actual.requests = requests
    return actual
  }
}
