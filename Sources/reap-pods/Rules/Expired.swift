import Shared

/// The deadline of the rule `expired`: `now > deadline`, whoever uses the pod.
///
/// The ancestor's `cleanUpOldPods`; a deadline of 0 or before 1970 is past there too.
func expiryReading(of pod: Pod, policy: Policy) -> Reading {
  let key = policy.expiryKey
  let deadline = Deadline(annotation: pod.annotations[key])
  guard case .at(let seconds) = deadline, seconds <= 0 else { return Reading(key: key, deadline: deadline) }
  return Reading(
    key: key, deadline: deadline, lint: "annotation \(key) is \(seconds): before 1970, and so past")
}
