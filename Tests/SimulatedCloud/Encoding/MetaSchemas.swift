extension Schema {
  static let objectMeta = Schema([
    field("name", 1, .string), field("generateName", 2, .string), field("namespace", 3, .string),
    field("selfLink", 4, .string), field("uid", 5, .string), field("resourceVersion", 6, .string),
    field("generation", 7, .integer), field("creationTimestamp", 8, .time),
    pointer("deletionTimestamp", 9, .time), pointer("deletionGracePeriodSeconds", 10, .integer),
    map("labels", 11), map("annotations", 12), list("ownerReferences", 13, .message(ownerReference)),
    list("finalizers", 14, .string), list("managedFields", 17, .message(managedFields)),
  ])

  static let ownerReference = Schema([
    field("apiVersion", 5, .string), field("kind", 1, .string), field("name", 3, .string),
    field("uid", 4, .string), pointer("controller", 6, .bool), pointer("blockOwnerDeletion", 7, .bool),
  ])

  static let managedFields = Schema([
    field("manager", 1, .string), field("operation", 2, .string), field("apiVersion", 3, .string),
    pointer("time", 4, .time), field("fieldsType", 6, .string), pointer("fieldsV1", 7, .raw),
    field("subresource", 8, .string),
  ])

  static let listMeta = Schema([
    field("selfLink", 1, .string), field("resourceVersion", 2, .string), field("continue", 3, .string),
    pointer("remainingItemCount", 4, .integer),
  ])

  static let partialObjectMetadata = Schema([field("metadata", 1, .message(objectMeta))])

  static let status = Schema([
    field("metadata", 1, .message(listMeta)), field("status", 2, .string), field("message", 3, .string),
    field("reason", 4, .string), pointer("details", 5, .message(statusDetails)), field("code", 6, .integer),
  ])

  static let statusDetails = Schema([
    field("name", 1, .string), field("group", 2, .string), field("kind", 3, .string),
    field("uid", 6, .string), list("causes", 4, .message(statusCause)),
    field("retryAfterSeconds", 5, .integer),
  ])

  static let statusCause = Schema([
    field("reason", 1, .string), field("message", 2, .string), field("field", 3, .string),
  ])
}
