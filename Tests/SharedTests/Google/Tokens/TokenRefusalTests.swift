import Testing

@testable import Shared

@Suite("Errors of token endpoints", .timeLimit(.minutes(15)))
struct TokenRefusalTests {
  private func refusal(_ status: Int, _ body: String) -> TokenRefusal {
    TokenRefusal(status: status, body: Array(body.utf8))
  }

  @Test("An OAuth error is read")
  func oauth() {
    let found = refusal(400, #"{"error":"invalid_grant","error_description":"Invalid\nJWT"}"#)
    #expect(found.code == "invalid_grant")
    #expect(found.text == "invalid_grant: Invalid JWT (400)")
    #expect(found.exitStatus == .config)
  }

  @Test("An error of Google's APIs is read")
  func google() {
    let found = refusal(403, #"{"error":{"code":403,"message":"no","status":"PERMISSION_DENIED"}}"#)
    #expect(found.text == "PERMISSION_DENIED: no (403)")
    #expect(found.exitStatus == .noperm)
  }

  @Test("Any other body gives no reason")
  func other() {
    #expect(refusal(400, "<html>").text == "no reason given (400)")
    #expect(refusal(403, "").exitStatus == .config)
    #expect(refusal(302, "").exitStatus == .protocol)
    for status in [408, 429, 500, 503] { #expect(refusal(status, "").exitStatus == .unavailable) }
  }

  @Test("An error never repeats what was sent, not even partly where it is cut")
  func secrets() {
    let secret = Secret("s3cret-of-a-refusal").revealed
    let found = refusal(400, #"{"error":"invalid_grant","error_description":"bad token \#(secret)!"}"#)
    #expect(found.text == "invalid_grant: bad token ***! (400)")
    let filler = String(repeating: "x", count: 490)
    let cut = refusal(400, #"{"error":"a","error_description":"\#(filler)\#(secret)"}"#)
    #expect(cut.text == "a: \(filler)*** (400)")
  }
}
