extension Schema {
  static let pod = Schema([
    field("metadata", 1, .message(objectMeta)), field("spec", 2, .message(podSpec)),
    field("status", 3, .message(podStatus)),
  ])

  static let podSpec = Schema([
    list("volumes", 1, .message(volume)), list("initContainers", 20, .message(container)),
    list("containers", 2, .message(container)), list("ephemeralContainers", 34, .message(ephemeralContainer)),
    field("restartPolicy", 3, .string), pointer("terminationGracePeriodSeconds", 4, .integer),
    pointer("activeDeadlineSeconds", 5, .integer), field("dnsPolicy", 6, .string), map("nodeSelector", 7),
    field("serviceAccountName", 8, .string), field("serviceAccount", 9, .string),
    pointer("automountServiceAccountToken", 21, .bool), field("nodeName", 10, .string),
    field("hostNetwork", 11, .bool), field("hostPID", 12, .bool), field("hostIPC", 13, .bool),
    pointer("shareProcessNamespace", 27, .bool), pointer("securityContext", 14, .message(podSecurityContext)),
    list("imagePullSecrets", 15, .message(localObjectReference)), field("hostname", 16, .string),
    field("subdomain", 17, .string), pointer("affinity", 18, .message(affinity)),
    field("schedulerName", 19, .string), list("tolerations", 22, .message(toleration)),
    field("priorityClassName", 24, .string), pointer("priority", 25, .integer),
    pointer("runtimeClassName", 29, .string), pointer("enableServiceLinks", 30, .bool),
    pointer("preemptionPolicy", 31, .string), map("overhead", 32, .quantity),
    pointer("hostUsers", 37, .bool), list("schedulingGates", 38, .message(localObjectReference)),
    pointer("resources", 40, .message(resourceRequirements)),
  ])

  static let podSecurityContext = Schema([
    pointer("runAsUser", 2, .integer), pointer("runAsGroup", 6, .integer),
    pointer("runAsNonRoot", 3, .bool), list("supplementalGroups", 4, .integer),
    pointer("fsGroup", 5, .integer),
  ])

  static let localObjectReference = Schema([field("name", 1, .string)])

  static let toleration = Schema([
    field("key", 1, .string), field("operator", 2, .string), field("value", 3, .string),
    field("effect", 4, .string), pointer("tolerationSeconds", 5, .integer),
  ])

  static let affinity = Schema([pointer("nodeAffinity", 1, .message(nodeAffinity))])

  static let nodeAffinity = Schema([
    pointer("requiredDuringSchedulingIgnoredDuringExecution", 1, .message(nodeSelector))
  ])

  static let nodeSelector = Schema([list("nodeSelectorTerms", 1, .message(nodeSelectorTerm))])

  static let nodeSelectorTerm = Schema([
    list("matchExpressions", 1, .message(nodeSelectorRequirement)),
    list("matchFields", 2, .message(nodeSelectorRequirement)),
  ])

  static let nodeSelectorRequirement = Schema([
    field("key", 1, .string), field("operator", 2, .string), list("values", 3, .string),
  ])

  static let podStatus = Schema([
    field("observedGeneration", 17, .integer), field("phase", 1, .string),
    list("conditions", 2, .message(podCondition)), field("message", 3, .string), field("reason", 4, .string),
    field("nominatedNodeName", 11, .string), field("hostIP", 5, .string),
    list("hostIPs", 16, .message(address)),
    field("podIP", 6, .string), list("podIPs", 12, .message(address)), pointer("startTime", 7, .time),
    list("initContainerStatuses", 10, .message(containerStatus)),
    list("containerStatuses", 8, .message(containerStatus)), field("qosClass", 9, .string),
    list("ephemeralContainerStatuses", 13, .message(containerStatus)), field("resize", 14, .string),
    map("allocatedResources", 19, .quantity), pointer("resources", 20, .message(resourceRequirements)),
  ])

  static let address = Schema([field("ip", 1, .string)])

  static let podCondition = Schema([
    field("type", 1, .string), field("observedGeneration", 7, .integer), field("status", 2, .string),
    field("lastProbeTime", 3, .time), field("lastTransitionTime", 4, .time), field("reason", 5, .string),
    field("message", 6, .string),
  ])
}
