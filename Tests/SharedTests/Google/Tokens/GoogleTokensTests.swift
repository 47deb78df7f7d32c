import Testing

@testable import Shared

@Suite("Tokens that are kept and renewed", .timeLimit(.minutes(15)))
final class GoogleTokensTests {
  private var now: Double = 1000
  private var fetched = 0
  private var lifetime: Double = 3600
  private var names = ["one", "two", "three"]
  /// Which time asking fails.
  private var failsAt = 0

  private lazy var tokens = GoogleTokens(clock: { [unowned self] in now }) { [unowned self] in
    fetched += 1
    if fetched == failsAt { throw GoogleError(.unavailable, "no token") }
    let name = names[min(fetched, names.count) - 1]
    return try AccessToken(name, expiry: now + lifetime, at: JSONCursor(.null))
  }

  private func token() throws -> String? { try tokens.bearerToken()?.revealed }

  @Test("One is kept until a minute before it expires")
  func kept() throws {
    #expect(try token() == "one")
    now += 3539
    #expect(try token() == "one")
    now += 2
    #expect(try token() == "two")
    #expect(fetched == 2)
  }

  @Test("One that is about to expire from the beginning serves for ten seconds")
  func shortLived() throws {
    lifetime = 5
    #expect(try token() == "one")
    now += 9
    #expect(try token() == "one")
    now += 2
    #expect(try token() == "two")
  }

  @Test("A 401 brings another one, but not twice in a minute")
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

  @Test("A renewal that failed is not tried again within a minute; what there was is kept")
  func failedRenewal() throws {
    #expect(try token() == "one")
    failsAt = 2
    #expect(throws: GoogleError.self) { try tokens.renew(rejected: Secret("one")) }
    #expect(try !tokens.renew(rejected: Secret("one")))
    #expect(fetched == 2)
    #expect(try token() == "one")
  }

  @Test("Who was refused with an older one only tries again")
  func older() throws {
    _ = try token()
    #expect(try tokens.renew(rejected: Secret("zero")))
    #expect(fetched == 1)
  }

  @Test("The same one again is none")
  func same() throws {
    names = ["one"]
    _ = try token()
    #expect(try !tokens.renew(rejected: Secret("one")))
  }
}
