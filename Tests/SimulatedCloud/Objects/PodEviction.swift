/// What an eviction does to a pod (kubernetes `pkg/registry/core/pod/storage/eviction.go`).
struct PodEviction: Sendable {
  let options: DeleteOptions
  let key: String
  let now: Int64

  /// The pod after its deletion.
  func carryOut(_ state: inout Store.State) throws -> StoredObject {
    guard let pod = state.objects["pods"]?[key] else {
      throw StatusError.notFound(.pods, key.split(separator: "/").last.map(String.init) ?? key)
    }
    // Budgets are checked, and charged, before the preconditions.
    if pod.countsForBudgets { try state.charge(pod, isDryRun: options.isDryRun) }
    var options = options
    if !options.isDryRun {
      try options.check(pod)
      let told = pod.with(shape: pod.evicted(now)).with(resourceVersion: state.nextVersion())
      state.put(told)
      if options.resourceVersion != nil { options.resourceVersion = String(told.version.resource) }
    }
    return try ObjectDeletion(resource: .pods, options: options, key: key, now: now).carryOut(&state)
  }
}

extension StoredObject {
  /// Evicting a pod that is pending, finished or terminating disrupts nothing.
  fileprivate var countsForBudgets: Bool {
    deletion == nil && !["Pending", "Succeeded", "Failed"].contains(field("status.phase"))
  }

  /// The shape with the condition for the eviction.
  fileprivate func evicted(_ now: Int64) -> Shape {
    let condition = SimulatedPod.Condition(
      "DisruptionTarget", "True", reason: "EvictionByEvictionAPI", message: "Eviction API: evicting")
    var value = shape.value
    var status = value["status"] ?? .object([])
    let others = status["conditions"]?.elements.filter { $0["type"] != "DisruptionTarget" } ?? []
    status["conditions"] = .array(others + [condition.value(now)])
    value["status"] = status
    return Shape(value, of: .pods)
  }
}

extension Store.State {
  /// Takes one eviction from the budget that covers a pod. Throws if none is left.
  fileprivate mutating func charge(_ pod: StoredObject, isDryRun: Bool) throws {
    let covering = budgets.indices.filter { budgets[$0].covers(pod) }
    guard covering.count < 2 else { throw StatusError.severalBudgets }
    guard let index = covering.first else { return }
    let budget = budgets[index]
    guard budget.isProcessed else { throw StatusError.unprocessed(budget) }
    guard budget.disruptionsAllowed > 0 else { throw StatusError.exhausted(budget) }
    if !isDryRun { budgets[index].disruptionsAllowed -= 1 }
  }
}

extension StatusError {
  /// The only server error without a reason.
  fileprivate static let severalBudgets = StatusError(
    code: 500, reason: "",
    message: """
      This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.
      """)

  fileprivate static func unprocessed(_ budget: SimulatedBudget) -> StatusError {
    var error = refused("The disruption budget \(budget.name) is still being processed by the server.")
    error.details?["retryAfterSeconds"] = 10
    error.headers = [("Retry-After", "10")]
    return error
  }

  fileprivate static func exhausted(_ budget: SimulatedBudget) -> StatusError {
    refused(
      """
      The disruption budget \(budget.name) needs \(budget.desiredHealthy) healthy pods and has \
      \(budget.currentHealthy) currently
      """)
  }

  private static func refused(_ message: String) -> StatusError {
    StatusError(
      code: 429, reason: "TooManyRequests",
      message: "Cannot evict pod as it would violate the pod's disruption budget.",
      details: ["causes": [["reason": "DisruptionBudget", "message": .string(message)]]])
  }
}
