/// The annotations of hjacobs/kube-janitor.
enum KubeJanitor {
  static let ttlKey = "janitor/ttl"
  static let expiresKey = "janitor/expires"

  static func readings(of pod: Pod) -> [PodDeadline] {
    var readings: [PodDeadline] = []
    if let text = pod.annotations[ttlKey] {
      readings.append(PodDeadline(key: ttlKey, deadline: timeToLive(text, created: pod.creationTimestamp)))
    }
    if let text = pod.annotations[expiresKey] {
      readings.append(PodDeadline(key: expiresKey, deadline: expiry(text)))
    }
    return readings
  }

  /// Reads `forever`, or `[0-9]+[smhdw]` since the creation; 0 means forever too.
  private static func timeToLive(_ text: String, created: Int64?) -> Deadline {
    if text.lowercased() == "forever" { return .never }
    guard let unit = text.utf8.last.flatMap(seconds(ofUnit:)) else { return malformed }
    let digits = text.utf8.dropLast()
    guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit) else { return malformed }
    guard let count = Int64(String(text.dropLast())) else { return tooLarge }
    guard count > 0 else { return .never }
    guard let created else { return .unreadable(why: "counts from the creation time, which is missing") }
    let (length, lengthOverflows) = count.multipliedReportingOverflow(by: unit)
    let (end, endOverflows) = created.addingReportingOverflow(length)
    return lengthOverflows || endOverflows ? tooLarge : .at(unixSeconds: end)
  }

  private static func seconds(ofUnit unit: UInt8) -> Int64? {
    switch Character(Unicode.Scalar(unit)) {
    case "s": 1
    case "m": 60
    case "h": 3600
    case "d": 86_400
    case "w": 604_800
    default: nil
    }
  }

  /// Reads a time, minute or day in UTC.
  private static func expiry(_ text: String) -> Deadline {
    let full =
      switch text.utf8.count {
      case 20 where text.hasSuffix("Z"): text
      case 16: "\(text):00Z"
      case 10: "\(text)T00:00:00Z"
      default: ""
      }
    // Nobody means a year before 1970, and Python's parser knows no year 0.
    guard let time = RFC3339.seconds(full), time >= 0 else {
      return .unreadable(why: "is not a time like 2026-11-23T18:15:19Z, 2026-11-23T18:15 or 2026-11-23")
    }
    return .at(unixSeconds: time)
  }

  private static let malformed = Deadline.unreadable(why: "is neither forever nor a duration like 30m or 2d")
  private static let tooLarge = Deadline.unreadable(why: "is too large")
}
