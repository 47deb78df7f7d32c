extension Schema {
  static let lease = Schema([
    field("metadata", 1, .message(objectMeta)), field("spec", 2, .message(leaseSpec)),
  ])

  private static let leaseSpec = Schema([
    pointer("holderIdentity", 1, .string), pointer("leaseDurationSeconds", 2, .integer),
    pointer("acquireTime", 3, .time), pointer("renewTime", 4, .time),
    pointer("leaseTransitions", 5, .integer), pointer("strategy", 6, .string),
    pointer("preferredHolder", 7, .string),
  ])

  static let namespace = Schema([
    field("metadata", 1, .message(objectMeta)), field("spec", 2, .message(namespaceSpec)),
    field("status", 3, .message(namespaceStatus)),
  ])

  private static let namespaceSpec = Schema([list("finalizers", 1, .string)])

  private static let namespaceStatus = Schema([field("phase", 1, .string)])

  static let serviceAccount = Schema([
    field("metadata", 1, .message(objectMeta)), pointer("automountServiceAccountToken", 4, .bool),
  ])

  static let configMapObject = Schema([
    field("metadata", 1, .message(objectMeta)), pointer("immutable", 4, .bool), map("data", 2),
    map("binaryData", 3),
  ])
}
