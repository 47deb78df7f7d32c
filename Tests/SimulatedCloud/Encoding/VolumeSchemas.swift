extension Schema {
  static let volume = Schema([
    field("name", 1, .string), field("volumeSource", 2, .inline(volumeSource)),
  ])

  private static let volumeSource = Schema([
    pointer("hostPath", 1, .message(hostPath)), pointer("emptyDir", 2, .message(emptyDirectory)),
    pointer("configMap", 19, .message(configMap)), pointer("projected", 26, .message(projected)),
  ])

  private static let hostPath = Schema([field("path", 1, .string), pointer("type", 2, .string)])

  private static let emptyDirectory = Schema([
    field("medium", 1, .string), pointer("sizeLimit", 2, .quantity),
  ])

  private static let configMap = Schema([
    field("localObjectReference", 1, .inline(localObjectReference)), list("items", 2, .message(keyToPath)),
    pointer("defaultMode", 3, .integer), pointer("optional", 4, .bool),
  ])

  private static let keyToPath = Schema([
    field("key", 1, .string), field("path", 2, .string), pointer("mode", 3, .integer),
  ])

  private static let projected = Schema([
    list("sources", 1, .message(projection)), pointer("defaultMode", 2, .integer),
  ])

  private static let projection = Schema([
    pointer("downwardAPI", 2, .message(downwardProjection)),
    pointer("configMap", 3, .message(configMapProjection)),
    pointer("serviceAccountToken", 4, .message(tokenProjection)),
  ])

  private static let downwardProjection = Schema([list("items", 1, .message(downwardFile))])

  private static let downwardFile = Schema([
    field("path", 1, .string), pointer("fieldRef", 2, .message(fieldReference)),
  ])

  private static let configMapProjection = Schema([
    field("localObjectReference", 1, .inline(localObjectReference)), list("items", 2, .message(keyToPath)),
  ])

  private static let tokenProjection = Schema([
    field("audience", 1, .string), pointer("expirationSeconds", 2, .integer), field("path", 3, .string),
  ])
}
