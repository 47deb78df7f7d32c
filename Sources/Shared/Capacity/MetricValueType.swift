/// The kind of number that a metric's points are. A metric cannot change it without losing its history.
public enum MetricValueType: String, Sendable {
  case double = "DOUBLE"
  case int64 = "INT64"
}
