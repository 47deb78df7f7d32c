/// The labels an object must have, in the syntax of kubectl's `-l`: `app=web,tier in (a,b),!canary`.
///
/// Grammar, validation and meaning as in `k8s.io/apimachinery/pkg/labels`, including `>` and `<`.
public struct LabelSelector: Equatable, Sendable {
  /// As given, for requests.
  public let text: String
  /// All must hold. Without any, everything is selected.
  public let requirements: [LabelRequirement]

  /// - Throws: `LabelSelectorError` if the server would refuse it.
  public init(_ text: String) throws(LabelSelectorError) {
    self.text = text
    var parser = LabelSelectorParser(text)
    requirements = try parser.requirements()
  }

  /// The labels needed to apply it, each once.
  public var keys: [String] {
    requirements.map(\.key).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  public func matches(_ labels: SelectedMetadata) -> Bool {
    requirements.allSatisfy { $0.condition.holds(labels[$0.key]) }
  }
}

/// A requirement on one label.
public struct LabelRequirement: Equatable, Sendable {
  public enum Condition: Equatable, Sendable {
    case exists
    case absent
    /// `=`, `==` and `in`.
    case among([String])
    /// `!=` and `notin`; also selects objects without the label.
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

/// Why a text is not a label selector.
public struct LabelSelectorError: Error, Equatable, CustomStringConvertible {
  /// The character's position in the text, from 1.
  public let place: Int
  public let problem: String

  public var description: String { "at character \(place): \(problem)" }
}
