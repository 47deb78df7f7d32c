extension Schema {
  static let selfSubjectAccessReview = Schema([
    field("metadata", 1, .message(objectMeta)), field("spec", 2, .message(accessReviewSpec)),
    field("status", 3, .message(accessReviewStatus)),
  ])

  private static let accessReviewSpec = Schema([
    pointer("resourceAttributes", 1, .message(resourceAttributes))
  ])

  private static let resourceAttributes = Schema([
    field("namespace", 1, .string), field("verb", 2, .string), field("group", 3, .string),
    field("version", 4, .string), field("resource", 5, .string), field("subresource", 6, .string),
    field("name", 7, .string),
  ])

  private static let accessReviewStatus = Schema([
    field("allowed", 1, .bool), field("denied", 4, .bool), field("reason", 2, .string),
    field("evaluationError", 3, .string),
  ])
}
