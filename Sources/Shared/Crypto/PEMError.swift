/// Why a PEM text does not serve. Never holds any of it.
public struct PEMError: Error, Equatable, CustomStringConvertible {
  public let problem: String

  public init(_ problem: String) { self.problem = problem }

  public var description: String { problem }
}
