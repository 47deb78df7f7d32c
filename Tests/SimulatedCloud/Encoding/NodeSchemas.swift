extension Schema {
  static let node = Schema([
    field("metadata", 1, .message(objectMeta)), field("spec", 2, .message(nodeSpec)),
    field("status", 3, .message(nodeStatus)),
  ])

  private static let nodeSpec = Schema([
    field("podCIDR", 1, .string), list("podCIDRs", 7, .string), field("providerID", 3, .string),
    field("unschedulable", 4, .bool), list("taints", 5, .message(taint)), field("externalID", 2, .string),
  ])

  private static let taint = Schema([
    field("key", 1, .string), field("value", 2, .string), field("effect", 3, .string),
    pointer("timeAdded", 4, .time),
  ])

  private static let nodeStatus = Schema([
    map("capacity", 1, .quantity), map("allocatable", 2, .quantity), field("phase", 3, .string),
    list("conditions", 4, .message(nodeCondition)), list("addresses", 5, .message(nodeAddress)),
    field("daemonEndpoints", 6, .message(daemonEndpoints)), field("nodeInfo", 7, .message(nodeInfo)),
    list("images", 8, .message(containerImage)),
  ])

  private static let nodeCondition = Schema([
    field("type", 1, .string), field("status", 2, .string), field("lastHeartbeatTime", 3, .time),
    field("lastTransitionTime", 4, .time), field("reason", 5, .string), field("message", 6, .string),
  ])

  private static let nodeAddress = Schema([field("type", 1, .string), field("address", 2, .string)])

  private static let daemonEndpoints = Schema([field("kubeletEndpoint", 1, .message(daemonEndpoint))])

  private static let daemonEndpoint = Schema([field("Port", 1, .integer)])

  private static let nodeInfo = Schema([
    field("machineID", 1, .string), field("systemUUID", 2, .string), field("bootID", 3, .string),
    field("kernelVersion", 4, .string), field("osImage", 5, .string),
    field("containerRuntimeVersion", 6, .string), field("kubeletVersion", 7, .string),
    field("kubeProxyVersion", 8, .string), field("operatingSystem", 9, .string),
    field("architecture", 10, .string),
  ])

  private static let containerImage = Schema([list("names", 1, .string), field("sizeBytes", 2, .integer)])
}
