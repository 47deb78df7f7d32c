import Shared

/// The extended resources that a sample has sums of.
///
/// Their number is limited, because everyone who may create a pod can make up names.
final class ExtendedNames {
  static let limit = 50

  /// Resources that count whether they are extended or not.
  private let always: Set<String>
  private(set) var names: Set<String> = []
  private var omitted: Set<String> = []

  init(always: [String]) { self.always = Set(always) }

  private static let countedOmissions = 1000

  /// How many names have no sums. Counts up to a limit.
  var omittedCount: String? {
    switch omitted.count {
    case 0: nil
    case Self.countedOmissions: "at least \(Self.countedOmissions)"
    default: "\(omitted.count)"
    }
  }

  /// Removes the resources that have no sums.
  func filter(_ list: inout ResourceList) {
    guard !list.others.isEmpty else { return }
    // Sorted, so that every run picks the same names.
    for name in list.others.keys.sorted() where !admits(name) { list.others[name] = nil }
  }

  private func admits(_ name: String) -> Bool {
    if names.contains(name) { return true }
    guard WantedResources.isExtended(name) else { return always.contains(name) }
    if names.count < Self.limit || always.contains(name) {
      names.insert(name)
      return true
    }
    if omitted.count < Self.countedOmissions { omitted.insert(name) }
    return false
  }
}
