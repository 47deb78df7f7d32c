/// The annotations of TwiN/k8s-ttl-controller.
enum K8sTTLController {
  static let ttlKey = "k8s-ttl-controller.twin.sh/ttl"
  static let refreshedAtKey = "k8s-ttl-controller.twin.sh/refreshed-at"

  static func readings(of pod: Pod) -> [PodDeadline] {
    guard let text = pod.annotations[ttlKey] else { return [] }
    return [
      PodDeadline(key: ttlKey, deadline: deadline(text, refreshedAt: pod.annotations[refreshedAtKey], pod))
    ]
  }

  /// The controller itself counts from the creation if it cannot read `refreshed-at`. That would delete a pod
  /// because of an unreadable value, so this function keeps it.
  private static func deadline(_ text: String, refreshedAt: String?, _ pod: Pod) -> Deadline {
    guard let refreshedAt else { return deadline(text, from: pod.creation) }
    guard let refresh = RFC3339.instant(refreshedAt), refresh.seconds >= 0 else {
      return .unreadable(why: "counts from \(refreshedAtKey), which is not an RFC 3339 time")
    }
    return deadline(text, from: refresh)
  }

  private static func deadline(_ text: String, from base: RFC3339.Instant?) -> Deadline {
    do {
      let length = try Nanoseconds(text, units: .daysAndWeeks)
      return length.count < 0 ? .unreadable(why: "is negative") : Deadline(length, from: base)
    } catch {
      return .unreadable(why: error.text(example: "1h30m or 2d"))
    }
  }
}
