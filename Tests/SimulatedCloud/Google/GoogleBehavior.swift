/// How the simulated Google Cloud behaves. Tests change it while it runs.
public struct GoogleBehavior: Sendable {
  public static let cloudPlatform = "https://www.googleapis.com/auth/cloud-platform"
  public static let userinfoEmail = "https://www.googleapis.com/auth/userinfo.email"

  /// The clock in seconds since 1970; `nil` is the machine's.
  public var now: Int64?
  /// The lifetime of a token in seconds.
  public var tokenLifetime: Int64 = 3599
  /// Whether `expires_in` is a string, as with some token endpoints.
  public var saysLifetimeAsString = false

  /// Whether the metadata server sends the Metadata-Flavor header, unlike a captive portal.
  public var signsMetadata = true
  /// The scopes of the machine's service account; `nil` for a machine without one.
  public var instanceScopes: [String]? = [cloudPlatform, userinfoEmail]
  /// The machine's zone.
  public var zone = "us-central1-f"
  /// `instance/attributes`, such as `cluster-name` and `cluster-location` on a GKE node.
  public var instanceAttributes: [String: String] = [:]

  /// How many reads do not yet show a new descriptor or the new state of an updated one.
  public var readsUntilVisible = 0
  /// How many writes to a type fail with 500 after its descriptor was created.
  public var writesThatFailAfterCreate = 0
  /// Points of a series that are closer together than this many seconds are refused.
  public var samplingPeriod: Int64 = 5

  public init() {}
}
