/// The annotation of GitLab Runner Pod Cleanup.
enum GitLabPodCleanup {
  static let ttlKey = "pod-cleanup.gitlab.com/ttl"

  static func readings(of pod: Pod) -> [PodDeadline] {
    guard let text = pod.annotations[ttlKey] else { return [] }
    return [PodDeadline(key: ttlKey, deadline: deadline(text, from: pod.creation))]
  }

  private static func deadline(_ text: String, from base: RFC3339.Instant?) -> Deadline {
    do {
      let length = try Nanoseconds(text, units: .go)
      return length.count <= 0 ? .unreadable(why: "is not above 0") : Deadline(length, from: base)
    } catch {
      return .unreadable(why: error.text(example: "1h30m"))
    }
  }
}
