import Shared

/// The rule `stuck-pending`: a pod that has waited too long without ever running a container, and has neither a
/// scheduling gate nor a controller.
///
/// - Parameters:
///   - age: seconds since the pod was created.
///   - now: unix seconds.
func judgeStuckPending(_ pod: Pod, after age: Int64, now: Int64) -> Judgment {
  guard let details = pod.details, details.phase == .pending, !details.hasSchedulingGates,
    !details.containers.contains(where: \.hasRun)
  else { return .keep(.notOurs) }
  guard let created = pod.creationTimestamp, havePassed(age, since: created, now: now) else {
    return .keep(.tooYoung, .created(unixSeconds: pod.creationTimestamp))
  }
  if let owner = pod.controller { return .keep(.controlled, .owner(owner)) }
  return .delete(.stuckPending, .pending(created: created, PendingCause(details)))
}

/// What a pending pod is waiting for.
enum PendingCause: Equatable, Sendable {
  case unschedulable
  /// With the kubelet's reason, such as `ImagePullBackOff`.
  case image(String)
  /// The scheduler has not tried it.
  case notTried
  /// Bound to a node, and its containers wait for something else, such as `CreateContainerConfigError`.
  case notStarted(String?)

  /// The reasons of kubernetes/pkg/kubelet/images/types.go.
  private static let imageReasons: Set = [
    "ErrImagePull", "ImagePullBackOff", "ErrImageNeverPull", "InvalidImageName", "ImageInspectError",
    "RegistryUnavailable", "SignatureValidationFailed",
  ]

  init(_ details: PodDetails) {
    let waiting = details.containers.lazy.compactMap(\.waitingReason)
    if let reason = waiting.first(where: Self.imageReasons.contains) {
      self = .image(reason)
    } else if details.nodeName != nil {
      self = .notStarted(waiting.first { $0 != "PodInitializing" } ?? waiting.first)
    } else {
      self = details.conditions.contains(where: \.isUnschedulable) ? .unschedulable : .notTried
    }
  }
}

extension PodCondition {
  fileprivate var isUnschedulable: Bool {
    type == "PodScheduled" && status == "False" && reason == "Unschedulable"
  }
}
