/// The annotations and labels that somebody will look at: of an object nothing else of them is kept.
public struct WantedKeys: Equatable, Sendable {
  public var annotations: [String]
  public var labels: [String]

  public init(annotations: [String] = [], labels: [String] = []) {
    self.annotations = annotations
    self.labels = labels
  }
}
