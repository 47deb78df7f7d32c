extension Schema {
  private static let containerFields = [
    field("name", 1, .string), field("image", 2, .string), list("command", 3, .string),
    list("args", 4, .string), field("workingDir", 5, .string), list("ports", 6, .message(containerPort)),
    list("env", 7, .message(environmentVariable)), field("resources", 8, .message(resourceRequirements)),
    pointer("restartPolicy", 24, .string), list("volumeMounts", 9, .message(volumeMount)),
    field("terminationMessagePath", 13, .string), field("terminationMessagePolicy", 20, .string),
    field("imagePullPolicy", 14, .string), pointer("securityContext", 15, .message(securityContext)),
    field("stdin", 16, .bool), field("stdinOnce", 17, .bool), field("tty", 18, .bool),
  ]

  static let container = Schema(containerFields)

  static let ephemeralContainer = Schema([
    field("ephemeralContainerCommon", 1, .inline(container)), field("targetContainerName", 2, .string),
  ])

  static let containerPort = Schema([
    field("name", 1, .string), field("hostPort", 2, .integer), field("containerPort", 3, .integer),
    field("protocol", 4, .string), field("hostIP", 5, .string),
  ])

  static let environmentVariable = Schema([
    field("name", 1, .string), field("value", 2, .string),
    pointer("valueFrom", 3, .message(environmentSource)),
  ])

  static let environmentSource = Schema([pointer("fieldRef", 1, .message(fieldReference))])

  static let fieldReference = Schema([field("apiVersion", 1, .string), field("fieldPath", 2, .string)])

  static let resourceRequirements = Schema([
    map("limits", 1, .quantity), map("requests", 2, .quantity),
    list("claims", 3, .message(resourceClaim)),
  ])

  static let resourceClaim = Schema([field("name", 1, .string), field("request", 2, .string)])

  static let securityContext = Schema([
    pointer("privileged", 2, .bool), pointer("runAsUser", 4, .integer), pointer("runAsGroup", 8, .integer),
    pointer("runAsNonRoot", 5, .bool), pointer("readOnlyRootFilesystem", 6, .bool),
    pointer("allowPrivilegeEscalation", 7, .bool),
  ])

  static let volumeMount = Schema([
    field("name", 1, .string), field("readOnly", 2, .bool), field("mountPath", 3, .string),
    field("subPath", 4, .string), pointer("mountPropagation", 5, .string), field("subPathExpr", 6, .string),
  ])

  static let containerStatus = Schema([
    field("name", 1, .string), field("state", 2, .message(containerState)),
    field("lastState", 3, .message(containerState)), field("ready", 4, .bool),
    field("restartCount", 5, .integer), field("image", 6, .string), field("imageID", 7, .string),
    field("containerID", 8, .string), pointer("started", 9, .bool),
    map("allocatedResources", 10, .quantity), pointer("resources", 11, .message(resourceRequirements)),
  ])

  static let containerState = Schema([
    pointer("waiting", 1, .message(waiting)), pointer("running", 2, .message(running)),
    pointer("terminated", 3, .message(terminated)),
  ])

  private static let waiting = Schema([field("reason", 1, .string), field("message", 2, .string)])

  private static let running = Schema([field("startedAt", 1, .time)])

  private static let terminated = Schema([
    field("exitCode", 1, .integer), field("signal", 2, .integer), field("reason", 3, .string),
    field("message", 4, .string), field("startedAt", 5, .time), field("finishedAt", 6, .time),
    field("containerID", 7, .string),
  ])
}
