/// The deadline that one of a pod's own annotations or labels gives it.
struct PodDeadline: Equatable, Sendable {
  /// Where Kubernetes keeps the key.
  enum Place: String, Sendable {
    case annotation
    case label
  }

  var place = Place.annotation
  let key: String
  let deadline: Deadline
  /// A problem with a value that can be read.
  var lint: String?

  /// The warning about the value, if any.
  var oddity: String? {
    guard case .unreadable(let why) = deadline else { return lint }
    return "\(place.rawValue) \(key) \(why); it sets no deadline"
  }
}
