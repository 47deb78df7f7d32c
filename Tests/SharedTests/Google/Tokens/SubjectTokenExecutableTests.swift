import TestSupport
import Testing

@testable import Shared

@Suite("Output of a subject token program", .timeLimit(.minutes(15)))
struct SubjectTokenExecutableTests {
  private let good: JSONValue = [
    "version": 1, "success": true, "token_type": "urn:ietf:params:oauth:token-type:id_token",
    "id_token": "t1", "expiration_time": 2000,
  ]

  private func token(_ answer: JSONValue, mustExpire: Bool = false) throws -> String {
    let bytes = Array(try answer.serialized().utf8)
    return try SubjectTokenExecutable.token(in: bytes, now: 1000, mustExpire: mustExpire).revealed
  }

  @Test("Both kinds of tokens are read")
  func tokens() throws {
    #expect(try token(good) == "t1")
    #expect(try token(good.with("expiration_time", nil)) == "t1")
    let saml = good.with("token_type", "urn:ietf:params:oauth:token-type:saml2").with("saml_response", "s1")
    #expect(try token(saml) == "s1")
  }

  @Test("A cached response must have an expiration time")
  func kept() throws {
    #expect(try token(good, mustExpire: true) == "t1")
    #expect(throws: JSONError.self) { try token(good.with("expiration_time", nil), mustExpire: true) }
  }

  @Test("A cached response is used until it expires, then the program runs")
  func keptUntilItEnds() throws {
    let folder = try TemporaryFolder()
    let fresh = good.with("id_token", "t2").with("expiration_time", 4000)
    let program = "cat \(try folder.write("fresh", try fresh.serialized()))"
    let kept = try folder.write("kept", try good.serialized())
    for (now, expected) in [(1000, "t1"), (3000, "t2")] as [(Double, String)] {
      let executable = SubjectTokenExecutable(
        command: program, timeout: .seconds(60), outputFile: kept, account: try account(),
        fetcher: try fetcher(now: now))
      #expect(try executable.token().revealed == expected)
    }
  }

  private func account() throws -> ExternalAccount {
    let file: JSONValue = [
      "audience": "a", "subject_token_type": "t", "token_url": "https://sts.example/v1/token",
      "credential_source": ["file": "f"],
    ]
    return try ExternalAccount(JSONCursor(file))
  }

  private func fetcher(now: Double) throws -> TokenFetcher {
    let environment = GoogleEnvironment([
      SubjectTokenExecutable.permission: "1", "PATH": "/usr/bin:/bin",
    ])
    let log = Log(tool: "test", level: .error, marksPriority: false, write: { _ in })
    let settings = HTTPSettings(userAgent: "test")
    let credentials = GoogleCredentials(
      kind: .machine, origin: "credentials", project: nil, quotaProject: nil,
      universeDomain: "googleapis.com")
    return TokenFetcher(
      credentials, metadata: try MetadataServer(environment, settings: settings, stopSource: nil, log: log),
      environment: environment, settings: settings, stopSource: nil, log: log, clock: { now })
  }

  @Test("Failures are reported")
  func failures() {
    for (answer, problem) in [
      (good.with("version", 2), "version: expected 1"),
      (good.with("expiration_time", 1000), "expiration_time: it has expired"),
      (good.with("id_token", ""), "id_token: is empty"),
      (good.with("id_token", nil), "id_token: expected a string"),
      (["version": 1, "success": false, "code": "401", "message": "log in"], "it failed: 401: log in"),
    ] {
      let error = #expect(throws: JSONError.self) { try token(answer) }
      #expect(error?.description.contains(problem) == true)
    }
  }
}
