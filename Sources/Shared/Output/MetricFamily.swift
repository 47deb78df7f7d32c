/// All samples of one metric, grouped as in Prometheus' text format.
public struct MetricFamily: Equatable, Sendable {
  public enum Kind: String, Sendable {
    case counter
    case gauge
  }

  public let name: String
  /// The metric's meaning, in one sentence.
  public let help: String
  public let kind: Kind
  /// Values by label set.
  private(set) var samples: [[String: String]: Double] = [:]

  public init(_ name: String, _ kind: Kind = .gauge, help: String) {
    self.name = name
    self.kind = kind
    self.help = help
  }

  /// A family with one sample.
  public init(
    _ name: String, _ kind: Kind = .gauge, help: String, value: Double, labels: [String: String] = [:]
  ) {
    self.init(name, kind, help: help)
    set(value, labels)
  }

  /// Sets or replaces a sample. Ignores NaN, which says no more than a missing sample.
  public mutating func set(_ value: Double, _ labels: [String: String] = [:]) {
    samples[labels] = value.isNaN ? nil : value
  }

  /// Adds labels to each sample, replacing its own labels of the same name.
  func labeled(_ labels: [String: String]) -> MetricFamily {
    var family = MetricFamily(name, kind, help: help)
    for (own, value) in samples { family.set(value, own.merging(labels) { $1 }) }
    return family
  }

  mutating func merge(_ other: MetricFamily) {
    samples.merge(other.samples) { $1 }
  }
}
