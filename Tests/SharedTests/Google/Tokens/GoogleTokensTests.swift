import Testing

@testable import Shared

@Suite("Caching and renewing tokens", .timeLimit(.minutes(15)))
final class GoogleTokensTests {
  private var now: Double = 1000
  private var fetched = 0
  private var lifetime: Double = 3600
  private var names = ["one", "two", "three"]
  /// The number of the request that fails.
  private var failsAt = 0

  private lazy var tokens = GoogleTokens(clock: { [unowned self] in now }) { [unowned self] in
    fetched += 1
    if fetched == failsAt { throw GoogleError(.unavailable, "no token") }
    let name = names[min(fetched, names.count) - 1]
    return try AccessToken(name, expiry: now + lifetime, at: JSONCursor(.null))
  }

  private func token() throws -> String? { try tokens.bearerToken()?.revealed }

  @Test("A token is reused until a minute before it expires")
  func kept() throws {
    #expect(try token() == "one")
    now += 3539
    #expect(try token() == "one")
    now += 2
    #expect(try token() == "two")
    #expect(fetched == 2)
  }

  @Test("A token that expires soon after it is issued is used for ten seconds")
  func shortLived() throws {
    lifetime = 5
    #expect(try token() == "one")
    now += 9
    #expect(try token() == "one")
    now += 2
    #expect(try token() == "two")
  }

  @Test("A 401 renews the token, at most once a minute")
  func renewal() throws {
    #expect(try token() == "one")
    #expect(try tokens.renew(rejected: Secret("one")))
    #expect(try token() == "two")
    #expect(try !tokens.renew(rejected: Secret("two")))
    #expect(fetched == 2)
    now += 61
    #expect(try tokens.renew(rejected: Secret("two")))
    #expect(try token() == "three")
  }

  @Test("A failed renewal is not retried for a minute, and the old token stays")
  func failedRenewal() throws {
    #expect(try token() == "one")
    failsAt = 2
    #expect(throws: GoogleError.self) { try tokens.renew(rejected: Secret("one")) }
    #expect(try !tokens.renew(rejected: Secret("one")))
    #expect(fetched == 2)
    #expect(try token() == "one")
  }

  @Test("A request refused with an older token is retried with the current one")
  func older() throws {
    _ = try token()
    #expect(try tokens.renew(rejected: Secret("zero")))
    #expect(fetched == 1)
  }

  @Test("Getting the same token again is not a renewal")
  func same() throws {
    names = ["one"]
    _ = try token()
    #expect(try !tokens.renew(rejected: Secret("one")))
  }
}
