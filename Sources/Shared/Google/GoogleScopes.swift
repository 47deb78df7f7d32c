/// What a token has to allow.
public struct GoogleScopes: Equatable, Sendable {
  /// What is asked for.
  let requested: [String]
  /// Each of these is enough where the scopes are fixed already: on a machine of Google's.
  let sufficient: [String]

  static let cloudPlatform = "https://www.googleapis.com/auth/cloud-platform"
  private static let monitoring = "https://www.googleapis.com/auth/monitoring"
  private static let monitoringWrite = "https://www.googleapis.com/auth/monitoring.write"

  /// To ask where a GKE cluster is, and to talk to it: the e-mail address is who we are there.
  public static let cluster = GoogleScopes(
    requested: [cloudPlatform, "https://www.googleapis.com/auth/userinfo.email"], sufficient: [cloudPlatform])

  /// To write time series, to read and to create metric descriptors.
  public static let writeMetrics = GoogleScopes(
    requested: [monitoringWrite], sufficient: [cloudPlatform, monitoring, monitoringWrite])

  /// To delete metric descriptors too.
  public static let manageMetrics = GoogleScopes(
    requested: [monitoring], sufficient: [cloudPlatform, monitoring])
}
