import Shared

extension ReapRun {
  /// Deletes the matched pods in order, up to `--limit`.
  func delete(
    _ pods: inout JudgedPods, on server: APIServer, by queue: RequestQueue, recheck: Recheck
  ) -> ExitStatus {
    let (policy, now) = (policy, recheck.now)
    // A dry run of the server takes this path too.
    let ledger = command.asksWhatIsFreed ? ledger : nil
    let deleter = PodDeleter(
      pods.matched, server: server, removal: command.removal, recheck: recheck, log: log,
      describe: { "\($0.judgment.reason): \($0.judgment.detail(policy: policy, now: now))" },
      record: { ledger?.ended($0, $1) })
    // The deleter owns them now; a second reference would copy them all at the first outcome.
    pods.matched = []
    deleter.run(limit: command.safety.limit, by: queue)
    pods.matched = deleter.candidates
    pods.warnings += deleter.warnings
    return deleter.status
  }

  /// Waits, if `--wait` is given, until the deleted pods and those that were already terminating are gone.
  ///
  /// - Returns: the errors for pods that are left, or that may be.
  func wait(
    for pods: JudgedPods, on server: APIServer, by queue: RequestQueue, pageSize: Int?
  ) -> [any DiagnosedError] {
    guard let limit = command.safety.wait, command.safety.dryRun == .none else { return [] }
    let deleted = pods.matched.filter { [.deleted, .gone].contains($0.outcome) }
      .map { AwaitedPods.Target(namespace: $0.namespace, name: $0.name, uid: $0.uid) }
    // A pod that was terminating may have been removed by `--force-after`.
    let known = Set(deleted.map(\.uid))
    let others = pods.terminating.filter { !known.contains($0.uid) }
    let termination = TerminationWait(
      AwaitedPods(deleted + others), since: pods.versions, server: server, queue: queue, pageSize: pageSize,
      log: log)
    termination.wait(upTo: limit.duration)
    return termination.errors
  }
}
