import Shared

extension PodEvent {
  /// The Event about a deleted pod, shown by `kubectl get events`.
  ///
  /// - Parameters:
  ///   - note: why the pod was deleted.
  ///   - host: the host that the tool runs on.
  ///   - time: seconds since 1970.
  static func reaped(_ pod: Candidate, note: String, host: String, time: Double) -> PodEvent {
    let words = pod.judgment.reason.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return PodEvent(
      namespace: pod.namespace, pod: pod.name, uid: pod.uid, time: RFC3339.Instant(time), kind: .normal,
      action: "Reap", reason: words.joined(), note: note, reportingController: "podkeeper.dev/reap-pods",
      reportingInstance: host)
  }
}
