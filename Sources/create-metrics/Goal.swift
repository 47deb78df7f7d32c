/// What a run is to bring about.
enum Goal: Equatable, Sendable {
  case check
  case ensure(update: Bool)
  case delete
}
