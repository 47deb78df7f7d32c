import Testing

@testable import Shared

@Suite("Token responses", .timeLimit(.minutes(15)))
struct AccessTokenTests {
  private func oauth(_ answer: JSONValue) throws -> AccessToken {
    try AccessToken(oauth: JSONCursor(answer), now: 1000)
  }

  @Test("expires_in is a number or a string, or is left out")
  func expiry() throws {
    for seconds: JSONValue in [3599, "3599", .real(3599)] {
      let token = try oauth(["access_token": "t", "expires_in": seconds, "token_type": "Bearer"])
      #expect(token.secret.revealed == "t")
      #expect(token.expiry == 4599)
    }
    #expect(try oauth(["access_token": "t"]).expiry == nil)
  }

  @Test(
    "A lifetime of any length is read",
    arguments: [
      .integer(.max), .integer(.min), .real(1e308), .real(-1e308), "9223372036854775807",
      "-9223372036854775808",
    ] as [JSONValue])
  func extremes(seconds: JSONValue) throws {
    let token = try oauth(["access_token": "t", "expires_in": seconds])
    #expect(token.expiry?.isFinite == true)
    let tokens = GoogleTokens(clock: { 2000 }, fetch: { token })
    #expect(try tokens.bearerToken() == token.secret && tokens.bearerToken() == token.secret)
  }

  @Test(
    "A response without a valid token is an error",
    arguments: [
      [:], ["access_token": ""], ["access_token": "a\r\nX-Evil: 1"], ["access_token": 5],
      ["access_token": "t", "expires_in": "soon"], ["access_token": "t", "expires_in": "NaN"],
      ["access_token": "t", "expires_in": "9223372036854775808"], ["access_token": "t", "expires_in": true],
      ["access_token": "t", "token_type": "mac"],
    ] as [JSONValue])
  func wrong(answer: JSONValue) {
    #expect(throws: JSONError.self) { try oauth(answer) }
  }

  @Test("IAM's expireTime is read")
  func iam() throws {
    let answer: JSONValue = ["accessToken": "t", "expireTime": "2026-11-23T18:15:19Z"]
    let token = try AccessToken(iam: JSONCursor(answer))
    #expect(token.expiry.map(Int64.init) == RFC3339.seconds("2026-11-23T18:15:19Z"))
    for wrong in [answer.with("expireTime", "soon"), answer.with("expireTime", nil)] {
      #expect(throws: JSONError.self) { try AccessToken(iam: JSONCursor(wrong)) }
    }
  }
}
