import Foundation
import TestSupport
import Testing

@testable import SimulatedCloud

@Suite("Issuing tokens", .timeLimit(.minutes(15)))
struct TokenTests {
  /// A change to an assertion, and the error that it causes.
  struct Refusal: Sendable, CustomTestStringConvertible {
    let name: String
    let error: String
    let message: String
    let change: @Sendable (inout TestAssertion) -> Void
    var testDescription: String { name }
  }

  private static let now: Int64 = 1_800_000_000

  private static let refusals = [
    Refusal(name: "account", error: "invalid_grant", message: "account not found") {
      $0.claims["iss"] = "stranger@example.com"
    },
    Refusal(name: "audience", error: "invalid_grant", message: "audience check") {
      $0.claims["aud"] = "https://example.com/token"
    },
    Refusal(name: "too long", error: "invalid_grant", message: "short-lived") {
      $0.claims["exp"] = .integer(now + 3601)
    },
    Refusal(name: "expired", error: "invalid_grant", message: "reasonable timeframe") {
      $0.claims["iat"] = .integer(now - 7200)
      $0.claims["exp"] = .integer(now - 3600)
    },
    Refusal(name: "from the future", error: "invalid_grant", message: "reasonable timeframe") {
      $0.claims["iat"] = .integer(now + 900)
      $0.claims["exp"] = .integer(now + 1000)
    },
    Refusal(name: "no scope", error: "invalid_scope", message: "Invalid OAuth scope") {
      $0.claims["scope"] = nil
    },
    Refusal(name: "odd scope", error: "invalid_scope", message: "Invalid OAuth scope") {
      $0.claims["scope"] = "https://example.com/scope"
    },
    Refusal(name: "algorithm", error: "invalid_grant", message: "Invalid JWT Signature") {
      $0.header["alg"] = "none"
    },
    Refusal(name: "key", error: "invalid_grant", message: "Invalid JWT Signature") {
      $0.header["kid"] = "other"
    },
  ]

  private func cloud() async throws -> (SimulatedGoogle, GoogleCurl) {
    var behavior = GoogleBehavior()
    behavior.now = Self.now
    let google = try await SimulatedGoogle.start(behavior)
    return (google, GoogleCurl(google))
  }

  private func ask(_ curl: GoogleCurl, _ assertion: String) async throws -> Curl.Reply {
    try await curl.form("/token", ["grant_type": TokenRoute.jwtBearer, "assertion": assertion])
  }

  @Test("A signed assertion gets a token with the requested scopes")
  func serviceAccount() async throws {
    let (google, curl) = try await cloud()
    let assertion = try TestAssertion(
      try await google.serviceAccountFile(), now: Self.now, audience: google.url + "/token")
    let reply = try await ask(curl, try await assertion.signed())
    #expect(reply.status == 200)
    #expect(reply.json["expires_in"]?.integer == 3599)
    #expect(reply.json["token_type"] == "Bearer")
    let token = google.state.token("Bearer \(reply.json["access_token"]?.text ?? "")")
    #expect(token?.account == google.serviceAccount)
    #expect(token?.scopes == [GoogleBehavior.cloudPlatform])
    await google.stop()
  }

  @Test("An assertion with a wrong claim or header is refused", arguments: refusals)
  func refused(refusal: Refusal) async throws {
    let (google, curl) = try await cloud()
    var assertion = try TestAssertion(
      try await google.serviceAccountFile(), now: Self.now, audience: google.url + "/token")
    refusal.change(&assertion)
    let reply = try await ask(curl, try await assertion.signed())
    #expect(reply.status == 400)
    #expect(reply.errorName == refusal.error)
    #expect(reply.errorMessage.contains(refusal.message), "\(reply.errorMessage)")
    await google.stop()
  }

  @Test("A signature with another account's key or of another text is refused")
  func signatures() async throws {
    let (google, curl) = try await cloud()
    let file = try await google.serviceAccountFile()
    let other = try await google.serviceAccountFile("other@example.com")
    var stolen = try TestAssertion(other, now: Self.now, audience: google.url + "/token")
    stolen.claims["iss"] = .string(google.serviceAccount)
    #expect(try await ask(curl, try await stolen.signed()).errorName == "invalid_grant")
    let mine = try TestAssertion(file, now: Self.now, audience: google.url + "/token")
    var changed = mine
    changed.claims["scope"] = .string(GoogleBehavior.userinfoEmail)
    let parts = [try await mine.signed(), try await changed.signed()].map { $0.split(separator: ".") }
    let mixed = [parts[0][0], parts[1][1], parts[0][2]].joined(separator: ".")
    #expect(try await ask(curl, mixed).errorMessage == "Invalid JWT Signature.")
    #expect(try await ask(curl, "no.token").errorName == "invalid_grant")
    await google.stop()
  }

  @Test("A refresh token gets a token only for its own client")
  func refresh() async throws {
    let (google, curl) = try await cloud()
    google.behavior.saysLifetimeAsString = true
    let file = try JSONParser.parse(google.authorizedUserFile())
    var form = ["grant_type": "refresh_token"]
    for name in ["client_id", "client_secret", "refresh_token"] { form[name] = file[name]?.text }
    let reply = try await curl.form("/token", form)
    #expect(reply.json["expires_in"] == "3599")
    #expect(google.state.token("Bearer \(reply.json["access_token"]?.text ?? "")")?.account == google.person)
    let wrongSecret = form.merging(["client_secret": "other"]) { $1 }
    #expect(try await curl.form("/token", wrongSecret).errorName == "invalid_client")
    google.revokeRefreshTokens()
    #expect(try await curl.form("/token", form).errorName == "invalid_grant")
    await google.stop()
  }

  @Test("An account with permission to create tokens gets another account's token")
  func impersonation() async throws {
    let (google, curl) = try await cloud()
    _ = try google.impersonatedFile(source: "{}")
    let path = "/v1/projects/-/serviceAccounts/\(google.impersonatedAccount):generateAccessToken"
    let body = #"{"scope":["\#(GoogleBehavior.cloudPlatform)"],"lifetime":"3600s","delegates":[]}"#
    let reply = try await curl.post(path, body)
    #expect(reply.json["expireTime"] == "2027-01-15T08:59:59Z")
    let token = google.state.token("Bearer \(reply.json["accessToken"]?.text ?? "")")
    #expect(token?.account == google.impersonatedAccount)
    #expect(try await curl.post(path, #"{"scope":[]}"#).errorName == "INVALID_ARGUMENT")
    #expect(try await curl.post(path, #"{"scopes":["x"]}"#).errorMessage.contains("Unknown name \"scopes\""))
    google.setRoles([], of: google.serviceAccount)
    #expect(try await curl.post(path, body).errorName == "PERMISSION_DENIED")
    await google.stop()
  }

  @Test(
    "An external token is exchanged if the request is valid",
    arguments: [
      "", "grant_type", "requested_token_type", "subject_token_type", "audience", "subject_token", "scope",
    ])
  func exchange(wrong: String) async throws {
    let (google, curl) = try await cloud()
    var form = [
      "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
      "requested_token_type": "urn:ietf:params:oauth:token-type:access_token",
      "subject_token_type": WorkloadIdentity.tokenType, "audience": WorkloadIdentity.audience(google.state),
      "subject_token": google.subjectToken, "scope": GoogleBehavior.cloudPlatform,
    ]
    if !wrong.isEmpty { form[wrong] = "wrong" }
    let reply = try await curl.form("/v1/token", form)
    #expect(reply.status == (wrong.isEmpty ? 200 : 400))
    #expect((reply.json["access_token"] != nil) == wrong.isEmpty)
    await google.stop()
  }
}
