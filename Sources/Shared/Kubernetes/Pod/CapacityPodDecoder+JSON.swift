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
    if let life, pod.name.hasPrefix(life.namePrefix) { pod.life = life.read(json: item) }
    return pod
  }

  private mutating func readSpec(_ spec: JSONCursor, into pod: inout CapacityPod) throws(JSONError) {
    pod.nodeName = try spec["nodeName"].nonEmptyString()
    resources.containers = try containers(spec, "containers", &pod.hostPorts)
    guard accounting.readsWholePod else { return }
    resources.initContainers = try containers(spec, "initContainers", &pod.hostPorts)
    try lists.read(spec["overhead"], into: &resources.overhead, at: "spec.overhead")
    resources.podLevel = try lists.read(spec["resources"]["requests"], at: "spec.resources.requests")
  }

  private mutating func containers(
    _ spec: JSONCursor, _ list: String, _ ports: inout [HostPort]
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
      // A plain init container ends before the others need their ports.
      if readsHostPorts, list == "containers" || container.isSidecar { ports += try Self.hostPorts(json) }
    }
    return containers
  }

  private mutating func readStatus(_ status: JSONCursor, into pod: inout CapacityPod) throws(JSONError) {
    pod.phase = PodPhase(try status["phase"].optionalString() ?? "")
    pod.nominatedNodeName = try status["nominatedNodeName"].nonEmptyString()
    for condition in try status["conditions"].elements() {
      note(
        condition: try condition["type"].optionalString() ?? "",
        status: try condition["status"].optionalString() ?? "",
        reason: try condition["reason"].optionalString() ?? "", of: &pod)
    }
    guard accounting.readsStatus else { return }
    resources.statuses = try containerStatuses(status, "containerStatuses")
    resources.initStatuses = try containerStatuses(status, "initContainerStatuses")
    if !status["resources"].isMissing {
      resources.podStatus.requests = try lists.read(
        status["resources"]["requests"], at: "status.resources.requests")
    }
    resources.podStatus.allocated = try lists.read(
      status["allocatedResources"], at: "status.allocatedResources")
    for claim in try status["nodeAllocatableResourceClaimStatuses"].elements() { try read(claim: claim) }
  }

  private mutating func read(claim: JSONCursor) throws(JSONError) {
    let place = "status.nodeAllocatableResourceClaimStatuses"
    for (name, quantity) in try lists.read(claim["resources"], at: place) {
      resources.claims[name] += quantity
    }
    for mapped in try claim["mapping"].elements() {
      try resources.claims[mapped["name"].string()] += lists.quantity(mapped, "quantity", at: place)
    }
    let containers = try claim["containers"].elements().count
    for overhead in try claim["overhead"].elements() {
      let name = try overhead["name"].string()
      resources.claims[name] += try lists.quantity(overhead, "perPod", at: place)
      let perContainer = try lists.quantity(overhead, "perContainer", at: place)
      resources.claims[name] += lists.multiply(perContainer, by: containers, name, at: place)
    }
  }

  private static func hostPorts(_ container: JSONCursor) throws(JSONError) -> [HostPort] {
    var ports: [HostPort] = []
    for port in try container["ports"].elements() {
      guard let number = try port["hostPort"].optionalInteger(), number > 0 else { continue }
      ports.append(
        HostPort(
          number, transport: try port["protocol"].optionalString() ?? "",
          address: try port["hostIP"].optionalString() ?? ""))
    }
    return ports
  }

  private mutating func containerStatuses(
    _ status: JSONCursor, _ list: String
  ) throws(JSONError) -> [PodRequests.ContainerStatus] {
    var statuses: [PodRequests.ContainerStatus] = []
    for (index, json) in try status[list].elements().enumerated() {
      var status = PodRequests.ContainerStatus()
      let place = "status.\(list)[\(index)]"
      if try !json["allocatedResources"].members().isEmpty {
        var allocated = ResourceList()
        try lists.read(json["allocatedResources"], into: &allocated, at: "\(place).allocatedResources")
        status.allocated = allocated
      }
      if !json["resources"].isMissing {
        let map = json["resources"]["requests"]
        var requests = ResourceList()
        try lists.read(map, into: &requests, at: "\(place).resources.requests")
        status.requests = requests
        status.hasRequests = try !map.members().isEmpty
      }
      guard status.requests != nil || status.allocated != nil else { continue }
      status.name = try json["name"].optionalString() ?? ""
      statuses.append(status)
    }
    return statuses
  }
}
