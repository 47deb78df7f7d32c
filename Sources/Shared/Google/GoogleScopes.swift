/// The scopes that a token needs.
public struct GoogleScopes: Equatable, Sendable {
  /// The scopes to request.
  let requested: [String]
  /// Any one of these is enough where the scopes are fixed, on a Google Cloud machine.
  let sufficient: [String]

  static let cloudPlatform = "https://www.googleapis.com/auth/cloud-platform"
  private static let monitoring = "https://www.googleapis.com/auth/monitoring"
  private static let monitoringWrite = "https://www.googleapis.com/auth/monitoring.write"

  /// For finding a GKE cluster and calling it. The cluster knows the user by email address.
  public static let cluster = GoogleScopes(
    requested: [cloudPlatform, "https://www.googleapis.com/auth/userinfo.email"], sufficient: [cloudPlatform])

  /// For writing time series, and for reading and creating metric descriptors.
  public static let writeMetrics = GoogleScopes(
    requested: [monitoringWrite], sufficient: [cloudPlatform, monitoring, monitoringWrite])

  /// For deleting metric descriptors too.
  public static let manageMetrics = GoogleScopes(
    requested: [monitoring], sufficient: [cloudPlatform, monitoring])
}
