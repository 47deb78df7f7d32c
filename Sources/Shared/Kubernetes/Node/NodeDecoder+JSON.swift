extension NodeDecoder {
  public mutating func decode(json item: JSONCursor) throws(JSONError) -> Node {
    lists.begin()
    var node = Node()
    let metadata = item["metadata"]
    node.name = try metadata["name"].objectName()
    node.isTerminating = try metadata["deletionTimestamp"].optionalTime() != nil
    node.labels = try labels.texts(metadata["labels"])
    node.isUnschedulable = try item["spec"]["unschedulable"].optionalBool() ?? false
    for taint in try item["spec"]["taints"].elements() { node.taints.append(try Taint(json: taint)) }
    let status = item["status"]
    for condition in try status["conditions"].elements() {
      guard try condition["type"].optionalString() == "Ready" else { continue }
      node.note(
        ready: try condition["status"].optionalString() ?? "",
        since: try condition["lastTransitionTime"].optionalTime())
    }
    try lists.read(status["capacity"], into: &node.capacity, at: "status.capacity")
    try lists.read(status["allocatable"], into: &node.allocatable, at: "status.allocatable")
    finish(&node, saysAllocatable: try !status["allocatable"].members().isEmpty)
    return node
  }
}
