import Shared

extension ReapRun {
  /// - Throws: `RefusedError` if a gate forbids deleting the matched pods.
  func passGates(_ pods: inout JudgedPods, _ live: LiveGenerations) throws(RefusedError) {
    pods.warnAboutUnseen(policy)
    if command.readsAllPods { pods.warnAboutUnseen(excluded: command.selection.excludeNamespace) }
    if let gate = pods.unseenGate {
      let foreign = pods.matched.count { $0.judgment.verdict == .delete(.foreignGeneration) }
      let namesPods = !live.podsInUse.isEmpty
      try gate.check(foreign: foreign, namesPods: namesPods)
      let warnings = [
        gate.warning(foreign: foreign, live: live.generations, namesPods: namesPods),
        policy.foreignGeneration.flatMap {
          gate.warning(namePrefix: $0.namePrefix, expiryKey: policy.expiryKey)
        },
      ]
      for warning in warnings.compactMap(\.self) { pods.warnings.append(Warning(message: warning)) }
    }
    if policy.appliesShareGate {
      try command.safety.shareGate.check(matched: pods.matched.count, eligible: pods.eligible)
    }
  }
}
