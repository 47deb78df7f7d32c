/// The deadline that one of a pod's own annotations or labels gives it.
public struct PodDeadline: Equatable, Sendable {
  /// Where Kubernetes keeps the key.
  public enum Place: String, Sendable {
    case annotation
    case label
  }

  public var place = Place.annotation
  public let key: String
  public let deadline: Deadline
  /// A problem with a value that can be read.
  public var lint: String?

  public init(place: Place = .annotation, key: String, deadline: Deadline, lint: String? = nil) {
    self.place = place
    self.key = key
    self.deadline = deadline
    self.lint = lint
  }

  /// The warning about the value, if any.
  public var oddity: String? {
    guard case .unreadable(let why) = deadline else { return lint }
    return "\(place.rawValue) \(key) \(why); it sets no deadline"
  }
}
