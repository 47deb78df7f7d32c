/// Caches the access token of one identity for one set of scopes, and renews it before it expires and once after a 401.
/// Single-threaded.
final class GoogleTokens: HTTPAuthorizer {
  /// Renew a token this many seconds before it expires.
  private static let margin: Double = 60
  /// But not if it is younger than this: a wrong clock or very short lifetimes must not cause a renewal for every
  /// request.
  private static let leastAge: Double = 10
  /// The least time between two renewals after a 401. An earlier 401 has another cause.
  private static let secondsBetweenRenewals: Double = 60

  private let clock: () -> Double
  private let fetch: () throws -> AccessToken
  private var known: AccessToken?
  private var fetchedAt: Double = 0
  private var renewedAt: Double?

  /// - Parameters:
  ///   - clock: unix seconds.
  ///   - fetch: requests a token.
  init(clock: @escaping () -> Double = WallClock.now, fetch: @escaping () throws -> AccessToken) {
    self.clock = clock
    self.fetch = fetch
  }

  func bearerToken() throws -> Secret? {
    if let known, isFresh(known, clock()) { return known.secret }
    return try ask().secret
  }

  func renew(rejected: Secret?) throws -> Bool {
    let before = known?.secret
    if let rejected, let before, rejected != before { return true }
    if let renewedAt, clock() - renewedAt < Self.secondsBetweenRenewals { return false }
    renewedAt = clock()
    return try ask().secret != before
  }

  private func ask() throws -> AccessToken {
    let token = try fetch()
    known = token
    fetchedAt = clock()
    return token
  }

  private func isFresh(_ token: AccessToken, _ now: Double) -> Bool {
    guard let expiry = token.expiry else { return true }
    return now < expiry - Self.margin || now - fetchedAt < Self.leastAge
  }
}
