/// The label of Kyverno's TTL controller.
enum Kyverno {
  static let ttlKey = "cleanup.kyverno.io/ttl"

  static func readings(of pod: Pod) -> [PodDeadline] {
    guard let text = pod.labels[ttlKey] else { return [] }
    return [PodDeadline(place: .label, key: ttlKey, deadline: deadline(text, from: pod.creation))]
  }

  private static func deadline(_ text: String, from base: RFC3339.Instant?) -> Deadline {
    do {
      let length = try timeToLive(text)
      return length.count < 0 ? .unreadable(why: "is negative") : Deadline(length, from: base)
    } catch .malformed {
      guard let time = time(text), time >= 0 else {
        return .unreadable(why: "is neither a duration like 1h30m or 2d nor a time like 2026-11-23T181519Z")
      }
      return .at(unixSeconds: time)
    } catch {
      return .unreadable(why: error.text(example: "1h30m or 2d"))
    }
  }

  /// Kyverno's versions disagree about `1.5d`: older ones read it as 5 days. So only Go's units take fractions.
  private static func timeToLive(_ text: String) throws(Nanoseconds.Problem) -> Nanoseconds {
    try Nanoseconds(text, units: text.utf8.contains(UInt8(ascii: ".")) ? .go : .daysAndWeeks)
  }

  /// Reads `2006-01-02T150405Z` or `2006-01-02`: a label's value cannot contain colons.
  private static func time(_ text: String) -> Int64? {
    switch text.utf8.count {
    case 10: return RFC3339.seconds("\(text)T00:00:00Z")
    case 18:
      let characters = Array(text)
      guard characters.count == 18, characters.last == "Z" else { return nil }
      let hour = String(characters[..<13])
      return RFC3339.seconds("\(hour):\(String(characters[13..<15])):\(String(characters[15...]))")
    default: return nil
    }
  }
}
