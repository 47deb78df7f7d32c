/// `DeleteOptions` of `meta/v1`. All options go in the body: beside one the server ignores the query.
struct DeleteOptions {
  let preconditions: DeletePreconditions
  /// nil: the pod's own.
  let gracePeriodSeconds: Int?
  let isDryRun: Bool

  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("apiVersion", "v1"), .init("kind", "DeleteOptions"),
      .init(
        "preconditions",
        ["uid": .string(preconditions.uid), "resourceVersion": .string(preconditions.resourceVersion)]),
      .init("propagationPolicy", "Background"),
    ]
    if let gracePeriodSeconds {
      members.append(.init("gracePeriodSeconds", .integer(Int64(gracePeriodSeconds))))
    }
    if isDryRun { members.append(.init("dryRun", ["All"])) }
    return .object(members)
  }
}
