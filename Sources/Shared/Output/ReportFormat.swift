/// The format of a report on standard output.
public enum ReportFormat: String, CaseIterable, Sendable {
  case text
  /// Text with all columns and all rows.
  case wide
  case json
  /// An element of the report's list per line, and last a line with the summary.
  case jsonl
  /// The JSON report as YAML.
  case yaml
  /// The pods that were deleted, or in a dry run would be, as `pod/NAME`, one per line.
  case name
}

/// How to lay out a report in text.
public struct TextStyle: Equatable, Sendable {
  /// Whether to show all columns and all rows.
  public var isWide = false
  /// Cut rows to this many columns; nil for no limit.
  public var width: Int?

  public init(isWide: Bool = false, width: Int? = nil) {
    self.isWide = isWide
    self.width = width
  }
}
