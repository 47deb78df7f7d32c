/// How the simulated Google Cloud behaves; tests change it while it runs.
public struct GoogleBehavior: Sendable {
  public static let cloudPlatform = "https://www.googleapis.com/auth/cloud-platform"
  public static let userinfoEmail = "https://www.googleapis.com/auth/userinfo.email"

  /// The clock in seconds since 1970; `nil` is the machine's.
  public var now: Int64?
  /// How long a token is good for, in seconds.
  public var tokenLifetime: Int64 = 3599
  /// Says `expires_in` as a string, as some token end-points do.
  public var saysLifetimeAsString = false

  /// Whether the metadata server signs its answers; a captive portal would not.
  public var signsMetadata = true
  /// The scopes of the machine's service account; `nil` for a machine without one.
  public var instanceScopes: [String]? = [cloudPlatform, userinfoEmail]
  /// The zone that the machine is in.
  public var zone = "us-central1-f"
  /// `instance/attributes`, such as `cluster-name` and `cluster-location` on a GKE node.
  public var instanceAttributes: [String: String] = [:]

  /// How many reads do not show a new descriptor, or an updated one's new state, yet.
  public var readsUntilVisible = 0
  /// How many writes to a type fail with 500 after its descriptor has been created.
  public var writesThatFailAfterCreate = 0
  /// Points of a series that are closer than this many seconds are refused.
  public var samplingPeriod: Int64 = 5

  public init() {}
}
