/// A fault and the requests that it affects.
public struct Fault: Sendable {
  public var action: FaultAction
  /// nil matches every method.
  public var method: String?
  /// A path without query. A `*` at its end matches anything.
  public var path: String?
  public var namespace: String?
  /// A part of the path and query as they were sent.
  public var containing: String?
  /// How many matching requests pass before the fault takes effect.
  public var skipping: Int
  /// How many requests it affects; nil for all.
  public var times: Int?

  public init(
    _ action: FaultAction, method: String? = nil, path: String? = nil, namespace: String? = nil,
    containing: String? = nil, skipping: Int = 0, times: Int? = nil
  ) {
    self.action = action
    self.method = method
    self.path = path
    self.namespace = namespace
    self.containing = containing
    self.skipping = skipping
    self.times = times
  }

  func matches(_ request: ReceivedRequest) -> Bool {
    if let method, method != request.method { return false }
    if let namespace, APIPath(request.path)?.namespace != namespace { return false }
    if let containing, !request.target.contains(containing) { return false }
    return path.map { Self.matches(request.path, $0) } ?? true
  }

  private static func matches(_ path: String, _ pattern: String) -> Bool {
    pattern.hasSuffix("*") ? path.hasPrefix(pattern.dropLast()) : path == pattern
  }
}
