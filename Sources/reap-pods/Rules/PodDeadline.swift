/// What one of a pod's own annotations or labels says about its end.
struct PodDeadline: Equatable, Sendable {
  /// Where Kubernetes keeps the key.
  enum Place: String, Sendable {
    case annotation
    case label
  }

  var place = Place.annotation
  let key: String
  let deadline: Deadline
  /// What is odd about it although it can be read.
  var lint: String?

  /// What is odd about it, for people.
  var oddity: String? {
    guard case .unreadable(let why) = deadline else { return lint }
    return "\(place.rawValue) \(key) \(why), so the pod does not expire"
  }
}
