/// Which labels an object must have, as kubectl's `-l` says it: `app=web,tier in (a,b),!canary`.
///
/// Grammar, validation and meaning as of `k8s.io/apimachinery/pkg/labels`, `>` and `<` included.
public struct LabelSelector: Equatable, Sendable {
  /// As it was given: what a request carries.
  public let text: String
  /// All must hold; none: everything is selected.
  public let requirements: [LabelRequirement]

  /// - Throws: `LabelSelectorError` for what the server would refuse.
  public init(_ text: String) throws(LabelSelectorError) {
    self.text = text
    var parser = LabelSelectorParser(text)
    requirements = try parser.requirements()
  }

  /// The labels that it asks about, each once: who wants to apply it must have kept them.
  public var keys: [String] {
    requirements.map(\.key).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  public func matches(_ labels: SelectedMetadata) -> Bool {
    requirements.allSatisfy { $0.condition.holds(labels[$0.key]) }
  }
}

/// What one label must be.
public struct LabelRequirement: Equatable, Sendable {
  public enum Condition: Equatable, Sendable {
    case exists
    case absent
    /// `=`, `==` and `in`.
    case among([String])
    /// `!=` and `notin`: an object without the label is selected too.
    case notAmong([String])
    case above(Int64)
    case below(Int64)
  }

  public let key: String
  public let condition: Condition
}

extension LabelRequirement.Condition {
  func holds(_ value: String?) -> Bool {
    switch self {
    case .exists: value != nil
    case .absent: value == nil
    case .among(let values): value.map { values.contains($0) } ?? false
    case .notAmong(let values): value.map { !values.contains($0) } ?? true
    case .above(let limit): value.flatMap { Int64($0) }.map { $0 > limit } ?? false
    case .below(let limit): value.flatMap { Int64($0) }.map { $0 < limit } ?? false
    }
  }
}

/// Why a text is no label selector.
public struct LabelSelectorError: Error, Equatable, CustomStringConvertible {
  /// Which character of the text; the first is 1.
  public let place: Int
  public let problem: String

  public var description: String { "at character \(place): \(problem)" }
}
