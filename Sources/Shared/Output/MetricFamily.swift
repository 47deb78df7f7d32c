/// All samples of one metric, as Prometheus' text format groups them.
public struct MetricFamily: Equatable, Sendable {
  public enum Kind: String, Sendable {
    case counter
    case gauge
  }

  public let name: String
  /// What it means, in one sentence.
  public let help: String
  public let kind: Kind
  /// The value of each set of labels.
  private(set) var samples: [[String: String]: Double] = [:]

  public init(_ name: String, _ kind: Kind = .gauge, help: String) {
    self.name = name
    self.kind = kind
    self.help = help
  }

  /// A family of one sample.
  public init(
    _ name: String, _ kind: Kind = .gauge, help: String, value: Double, labels: [String: String] = [:]
  ) {
    self.init(name, kind, help: help)
    set(value, labels)
  }

  /// The last value of a set of labels stays. NaN says nothing that a missing sample does not say: it is
  /// left out.
  public mutating func set(_ value: Double, _ labels: [String: String] = [:]) {
    samples[labels] = value.isNaN ? nil : value
  }

  /// Each sample with these labels too; they win over its own of the same name.
  func labelled(_ labels: [String: String]) -> MetricFamily {
    var family = MetricFamily(name, kind, help: help)
    for (own, value) in samples { family.set(value, own.merging(labels) { $1 }) }
    return family
  }

  mutating func merge(_ other: MetricFamily) {
    samples.merge(other.samples) { $1 }
  }
}
