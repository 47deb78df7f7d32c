import Foundation
import TestSupport
import Testing

@testable import Shared

@Suite("The assertion that a service account signs", .timeLimit(.minutes(15)))
struct ServiceAccountKeyTests {
  private func parts(now: Int64 = 1_795_000_000) throws -> [String] {
    guard case .serviceAccount(let key) = try CredentialFiles.read(CredentialFiles.serviceAccount).kind
    else { throw JSONError(problem: "no service account") }
    return try key.assertion(scopes: ["s1", "s2"], now: now).revealed.split(separator: ".").map(String.init)
  }

  private func decoded(_ part: String) -> [UInt8] {
    let base64 = part.replacing("-", with: "+").replacing("_", with: "/")
    let padding = String(repeating: "=", count: (4 - base64.count % 4) % 4)
    return [UInt8](Data(base64Encoded: base64 + padding) ?? Data())
  }

  @Test("The header and claims are those that Google expects")
  func claims() throws {
    let parts = try parts()
    #expect(parts.count == 3)
    #expect(
      try JSONValue(parsing: decoded(parts[0])) == ["alg": "RS256", "typ": "JWT", "kid": "k1"])
    #expect(
      try JSONValue(parsing: decoded(parts[1])) == [
        "iss": "reaper@build.iam.gserviceaccount.com", "scope": "s1 s2",
        "aud": "https://oauth2.googleapis.com/token", "iat": 1_795_000_000, "exp": 1_795_003_600,
      ])
  }

  @Test("openssl verifies the signature, and rejects it for another text")
  func signature() async throws {
    let parts = try parts()
    #expect(parts.allSatisfy { !$0.contains { "+/=".contains($0) } })
    let folder = try TemporaryFolder()
    let publicKey = try folder.write("public.pem", TestKey.publicPEM)
    let signature = folder.path + "/signature"
    try Data(decoded(parts[2])).write(to: URL(filePath: signature))
    for (text, code) in [("\(parts[0]).\(parts[1])", Int32(0)), ("\(parts[0]).x", 1)] {
      let signed = try folder.write("signed", text)
      let run = try await CommandRun(
        "openssl", ["dgst", "-sha256", "-verify", publicKey, "-signature", signature, signed])
      #expect(run.code == code)
    }
  }
}
