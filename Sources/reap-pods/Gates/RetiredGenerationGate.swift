import Shared

extension Policy {
  /// - Throws: `RefusedError` if a generation that shall be retired is alive, as a source says.
  func check(_ live: LiveGenerations) throws(RefusedError) {
    guard let both = live.generations.intersection(retiredGenerations).min() else { return }
    throw RefusedError("the generation \"\(both)\" is to be retired, but a source says that it is alive")
  }
}
