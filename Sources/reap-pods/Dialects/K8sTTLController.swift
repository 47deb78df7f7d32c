import Shared

/// The annotations of TwiN/k8s-ttl-controller.
enum K8sTTLController {
  static let ttlKey = "k8s-ttl-controller.twin.sh/ttl"
  static let refreshedAtKey = "k8s-ttl-controller.twin.sh/refreshed-at"

  static func readings(of pod: Pod) -> [Reading] {
    guard let text = pod.annotations[ttlKey] else { return [] }
    let refreshedAt = pod.annotations[refreshedAtKey]
    let refresh = refreshedAt.flatMap(RFC3339.instant)
    var reading = Reading(key: ttlKey, deadline: deadline(text, from: refresh ?? pod.creation))
    if refreshedAt != nil, refresh == nil {
      reading.lint =
        "annotation \(refreshedAtKey) is not a time in RFC 3339: \(ttlKey) counts from the creation"
    }
    return [reading]
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
