/// An event about a pod, for `kubectl describe pod` and `kubectl events`.
public struct PodEvent: Equatable, Sendable {
  public enum Kind: String, Sendable {
    case normal = "Normal"
    case warning = "Warning"
  }

  public var namespace: String
  public var pod: String
  public var uid: String
  /// When it happened.
  public var time: RFC3339.Instant
  public var kind: Kind
  /// What was done, in one word: `Reap`.
  public var action: String
  /// Why, in one word: `Expired`.
  public var reason: String
  /// For people.
  public var note: String
  /// Which program: `podkeeper.dev/reap-pods`.
  public var reportingController: String
  /// Which instance of it: its host.
  public var reportingInstance: String
  /// Makes the event's name unique.
  public var number: UInt64

  /// - Parameter number: makes the event's name unique among the pod's.
  public init(
    namespace: String, pod: String, uid: String, time: RFC3339.Instant, kind: Kind = .normal, action: String,
    reason: String, note: String, reportingController: String, reportingInstance: String,
    number: UInt64 = .random(in: .min ... .max)
  ) {
    self.namespace = namespace
    self.pod = pod
    self.uid = uid
    self.time = time
    self.kind = kind
    self.action = action
    self.reason = reason
    self.note = note
    self.reportingController = reportingController
    self.reportingInstance = reportingInstance
    self.number = number
  }
}

/// Keeps to what the server accepts, in bytes: kubernetes `pkg/apis/core/validation/events.go`.
extension PodEvent {
  private static let nameLimit = 253
  private static let wordLimit = 128
  private static let noteLimit = 1024

  /// The pod's name, cut to fit, a dot, and hexadecimal digits.
  var name: String {
    let digits = String(number, radix: 16)
    let suffix = ".\(String(repeating: "0", count: 16 - digits.count))\(digits)"
    var prefix = pod.cut(toBytes: Self.nameLimit - suffix.utf8.count)
    // Each part between dots must end with a letter or a digit.
    while let last = prefix.last, last == "-" || last == "." { prefix.removeLast() }
    return prefix + suffix
  }

  var json: JSONValue {
    [
      "apiVersion": "events.k8s.io/v1", "kind": "Event",
      "metadata": ["name": .string(name), "namespace": .string(namespace)],
      "eventTime": .string(RFC3339.microseconds(time)),
      "reportingController": .string(reportingController),
      "reportingInstance": .string(reportingInstance.cut(toBytes: Self.wordLimit)),
      "action": .string(action.cut(toBytes: Self.wordLimit)),
      "reason": .string(reason.cut(toBytes: Self.wordLimit)),
      "type": .string(kind.rawValue),
      "regarding": [
        "apiVersion": "v1", "kind": "Pod", "namespace": .string(namespace), "name": .string(pod),
        "uid": .string(uid),
      ],
      "note": .string(note.cut(toBytes: Self.noteLimit)),
    ]
  }
}

extension String {
  /// The longest prefix of whole characters that fits.
  fileprivate func cut(toBytes limit: Int) -> String {
    guard utf8.count > limit else { return self }
    var end = utf8.index(startIndex, offsetBy: limit)
    while end.samePosition(in: self) == nil { end = utf8.index(before: end) }
    return String(self[..<end])
  }
}

extension APICall<Void> {
  /// Writes an event about a pod.
  ///
  /// Retried only if the server refused it: a second event would report a second action.
  public static func writeEvent(_ event: PodEvent) -> Self {
    APICall(
      action: APIAction("create", "events", namespace: event.namespace, name: event.name), method: .post,
      path: APIPath.events(namespace: event.namespace), body: event.json, accept: Accept.metadata,
      repeatability: .onlyIfRefused
    ) { response throws(APIError) in _ = try response.success() }
  }
}
