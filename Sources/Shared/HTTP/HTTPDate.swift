/// The time in a `Date` header: `Mon, 23 Nov 2026 18:15:19 GMT` (RFC 9110, section 5.6.7, the only form that servers
/// may send).
public struct HTTPDate: Equatable, Sendable {
  public let unixSeconds: Int64

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// nil for any other form.
  public init?(_ text: String) {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0].count == 4, parts[5] == "GMT",
      let month = Self.months.firstIndex(of: String(parts[2])),
      let seconds = RFC3339.seconds(
        "\(parts[3])-\(month < 9 ? "0" : "")\(month + 1)-\(parts[1])T\(parts[4])Z")
    else { return nil }
    unixSeconds = seconds
  }
}
