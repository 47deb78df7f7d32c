import FoundationEssentials
import Glibc
import Shared
import Testing

@Suite(.timeLimit(.minutes(15))) struct AuthenticatorTests {
  private let clock = TestClock(Date(timeIntervalSince1970: Double(TestCertificates.notBefore)))

  private func authenticator(
    _ text: String, files: [String: String] = [:], tokenFile: TestFile = TestFile()
  ) throws -> Authenticator {
    let clock = clock
    return try Authenticator(
      try load(text, files: files), environment: [:], read: tokenFile.read, clock: { clock.now })
  }

  private func withCertificate(_ more: String...) -> String {
    kubeconfig(
      user: [
        "client-certificate-data: \(base64(TestCertificates.client))",
        "client-key-data: \(base64(TestCertificates.clientKey))",
      ] + more)
  }

  private func withTokenFile(_ file: TestFile) throws -> Authenticator {
    try authenticator(kubeconfig(user: ["tokenFile: /t"]), files: ["/t": "at first"], tokenFile: file)
  }

  @Test func aTokenIsHandedOutAndCannotBeRenewed() throws {
    let identity = try authenticator(kubeconfig(cluster: ["tls-server-name: inner"]))
    #expect(try identity.bearerToken()?.revealed == "hunter2")
    #expect(try identity.tlsSettings().clientCertificate == nil)
    #expect(try identity.tlsSettings().serverName == "inner")
    #expect(try !identity.renew())
    #expect(identity.identityDescription == "token of user \"ci\" in /home/x/.kube/config")
  }

  @Test func aCertificateIsHandedOutAndCannotBeRenewed() throws {
    let identity = try authenticator(withCertificate())
    #expect(try identity.bearerToken() == nil)
    #expect(try identity.tlsSettings().clientCertificate?.key.revealed == TestCertificates.clientKey)
    #expect(try !identity.renew())
    #expect(identity.identityDescription == "client certificate \"CN=reaper\" of user \"ci\"")
  }

  @Test func bothAreNamedAndSoIsWhomTheyStandFor() throws {
    let identity = try authenticator(withCertificate("token: hunter2", "as: bob"))
    #expect(
      identity.identityDescription == "client certificate \"CN=reaper\" of user \"ci\" and "
        + "token of user \"ci\" in /home/x/.kube/config, impersonating \"bob\"")
  }

  @Test(
    arguments: [
      (-1, "is not valid until 2026-11-23T19:28:14Z; is the clock right?"), (0, nil),
      (TestCertificates.notAfter - TestCertificates.notBefore, nil),
      (
        TestCertificates.notAfter - TestCertificates.notBefore + 1,
        "expired on 2026-12-23T19:28:14Z; get a new one"
      ),
    ] as [(Int64, String?)])
  func aCertificateHasItsTime(seconds: Int64, problem: String?) throws {
    clock.advance(Double(seconds))
    guard let problem else {
      #expect(throws: Never.self) { try authenticator(withCertificate()) }
      return
    }
    let error = #expect(throws: ConfigurationError.self) { try authenticator(withCertificate()) }
    #expect(error?.description == "/home/x/.kube/config: user \"ci\": the client certificate \(problem)")
  }

  @Test func aTokenFileIsReadAgainWhenAMinuteOld() throws {
    let file = TestFile("one\n")
    let identity = try withTokenFile(file)
    #expect(try identity.bearerToken()?.revealed == "one")
    file.text = "two"
    clock.advance(59)
    #expect(try identity.bearerToken()?.revealed == "one")
    clock.advance(1)
    #expect(try identity.bearerToken()?.revealed == "two")
    #expect(identity.identityDescription == "token of user \"ci\" in /t")
  }

  @Test func anOldTokenOutlivesItsFile() throws {
    let file = TestFile("one")
    let identity = try withTokenFile(file)
    _ = try identity.bearerToken()
    file.text = nil
    clock.advance(3600)
    #expect(try identity.bearerToken()?.revealed == "one")
  }

  @Test func aFileThatCouldNotBeReadIsTriedAgainForTheNextRequest() throws {
    let file = TestFile("one")
    let identity = try withTokenFile(file)
    _ = try identity.bearerToken()
    file.text = nil
    clock.advance(60)
    #expect(try identity.bearerToken()?.revealed == "one")
    file.text = "two"
    #expect(try identity.bearerToken()?.revealed == "two")
    let reads = file.reads
    clock.advance(59)
    #expect(try identity.bearerToken()?.revealed == "two")
    #expect(file.reads == reads)
  }

  @Test func whoeverRenewsForUsIsToldWhichTokenWasRefused() throws {
    let other = OtherAuthorizer()
    let credential = Credential(bearer: .authorizer(other), owner: "bob", origin: "test")
    let configuration = ClusterConfiguration(
      server: "https://k8s.example", authorities: .system, credential: credential)
    let identity = try Authenticator(configuration, environment: [:])
    #expect(try identity.renew(rejected: Secret("one")))
    #expect(other.rejected == [Secret("one")])
  }

  @Test(arguments: [
    (nil, "cannot read token file /t: No such file or directory"),
    ("", "/t: the file holds no token, or one with control characters"),
    ("one\ntwo", "/t: the file holds no token, or one with control characters"),
  ])
  func aFileWithoutATokenIsTold(text: String?, problem: String) throws {
    let identity = try withTokenFile(TestFile(text))
    for ask in [
      identity.bearerToken,
      {
        _ = try identity.renew(); return nil
      },
    ] as [() throws -> Secret?] {
      let error = #expect(throws: ConfigurationError.self) { _ = try ask() }
      #expect(error?.description == "/home/x/.kube/config: user \"ci\": \(problem)")
    }
  }

  @Test func renewingReadsTheFileAtOnce() throws {
    let file = TestFile("one")
    let identity = try withTokenFile(file)
    _ = try identity.bearerToken()
    file.text = "two"
    #expect(try identity.renew())
    #expect(try identity.bearerToken()?.revealed == "two")
  }

  @Test func aVainRenewalIsNotRepeatedWithinAMinute() throws {
    let file = TestFile("one")
    let identity = try withTokenFile(file)
    _ = try identity.bearerToken()
    #expect(try !identity.renew())
    file.text = "two"
    clock.advance(59)
    #expect(try !identity.renew())
    clock.advance(1)
    #expect(try identity.renew())
  }

  @Test func whoWasRefusedWithAnOlderTokenOnlyTriesAgain() throws {
    let file = TestFile("one")
    let identity = try withTokenFile(file)
    let one = try identity.bearerToken()
    file.text = "two"
    #expect(try identity.renew(rejected: one))
    let reads = file.reads
    #expect(try identity.renew(rejected: one))
    #expect(file.reads == reads)
    #expect(try !identity.renew(rejected: Secret("two")))
    #expect(file.reads == reads + 1)
  }
}

private final class OtherAuthorizer: HTTPAuthorizer {
  private(set) var rejected: [Secret?] = []

  func bearerToken() -> Secret? { Secret("two") }

  func renew(rejected: Secret?) -> Bool {
    self.rejected.append(rejected)
    return true
  }
}

final class TestClock {
  private(set) var now: Date

  init(_ now: Date) { self.now = now }

  func advance(_ seconds: Double) { now += seconds }
}

/// A file whose text changes during a test. nil means that it is missing.
final class TestFile {
  var text: String?
  private(set) var reads = 0

  init(_ text: String? = nil) { self.text = text }

  func read(_ path: String) throws(FileError) -> [UInt8] {
    reads += 1
    guard let text else { throw FileError(path: path, code: ENOENT, action: "open") }
    return Array(text.utf8)
  }
}
