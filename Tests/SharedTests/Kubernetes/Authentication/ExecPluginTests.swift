import FoundationEssentials
import Glibc
import Testing

@testable import Shared

/// Plugins are `sh -c SCRIPT`. The script finds the answer in `$ANSWER` and the test's folder in `$FOLDER`.
@Suite(.timeLimit(.minutes(15))) struct ExecPluginTests {
  private let folder: TestFolder
  private let clock = TestClock(Date(timeIntervalSince1970: Double(TestCertificates.notBefore)))

  init() throws { folder = try TestFolder() }

  private static func answer(
    _ status: JSONValue = ["token": "t0ken"], version: String = "v1", kind: String = "ExecCredential"
  ) -> JSONValue {
    [
      "kind": .string(kind), "apiVersion": .string("client.authentication.k8s.io/\(version)"),
      "status": status,
    ]
  }

  private func plugin(
    _ script: String = "echo run >> $FOLDER/runs; printenv ANSWER", command: String = "sh",
    answer: JSONValue = Self.answer(), version: String = "v1", hint: String? = nil,
    environment: [String: String] = ["PATH": "/usr/bin:/bin"], timeout: Duration = .seconds(300),
    cluster: [String] = [], more: [String] = []
  ) throws -> Authenticator {
    let environmentEntries: JSONValue = [
      ["name": "ANSWER", "value": .string(try answer.serialized())],
      ["name": "FOLDER", "value": .string(folder.path)],
    ]
    let user =
      [
        "exec:", "  apiVersion: client.authentication.k8s.io/\(version)", "  command: \(command)",
        "  args: \(try JSONValue.array(["-c", .string(script)]).serialized())",
        "  env: \(try environmentEntries.serialized())",
        "  installHint: \(try JSONValue.optional(hint).serialized())",
      ] + more.map { "  \($0)" }
    let text = kubeconfig(cluster: cluster, user: user)
    let file = "\(folder.path)/config"
    let configuration = try MemoryFiles(contents: [file: text]).loader().load(kubeconfig: file)
    let clock = clock
    return try Authenticator(
      configuration, environment: environment, clock: { clock.now }, pluginTimeout: timeout)
  }

  private func message(_ make: () throws -> Authenticator) -> String {
    let error = #expect(throws: ConfigurationError.self) { _ = try make().tlsSettings() }
    let prefix = "\(folder.path)/config: user \"ci\": exec plugin "
    #expect(error?.description.hasPrefix(prefix) == true)
    return String(error?.description.dropFirst(prefix.count) ?? "")
  }

  @Test(arguments: ["v1", "v1beta1"])
  func aTokenIsAskedForOnce(version: String) throws {
    let identity = try plugin(answer: Self.answer(version: version), version: version)
    #expect(try identity.tlsSettings().clientCertificate == nil)
    #expect(try identity.bearerToken()?.revealed == "t0ken")
    clock.advance(1_000_000)
    #expect(try identity.bearerToken()?.revealed == "t0ken")
    #expect(folder.lines("runs").count == 1)
    #expect(identity.identityDescription == "exec plugin sh of user \"ci\"")
  }

  @Test func aCertificateGoesIntoTheTLSSettings() throws {
    let status: JSONValue = [
      "clientCertificateData": .string(TestCertificates.client),
      "clientKeyData": .string(TestCertificates.clientKey),
    ]
    let identity = try plugin(answer: Self.answer(status))
    #expect(try identity.bearerToken() == nil)
    #expect(try identity.tlsSettings().clientCertificate?.certificate.revealed == TestCertificates.client)
  }

  @Test func whatItComplainsAboutShowsNoToken() throws {
    // The secret is known from the plugin's answer, which is ignored because the plugin failed.
    let answer = Self.answer(["token": "plain-words-of-a-plugin"])
    let known = message {
      try plugin("printenv ANSWER; echo plain-words-of-a-plugin >&2; exit 1", answer: answer)
    }
    #expect(Secrets.hide(in: known) == "\"sh\": exited with status 1: ***")
    let unknown = message { try plugin("echo 'no: token=t0ken' >&2; exit 1") }
    #expect(unknown == "\"sh\": exited with status 1: no: token=***")
  }

  @Test func itIsNotRunForWhoHasATokenOrACertificate() throws {
    let exec = "exec: {command: missing, apiVersion: client.authentication.k8s.io/v1}"
    #expect(try load(kubeconfig(user: ["token: x", exec])).credential.plugin == nil)
    let pair = [
      "client-certificate-data: \(base64(TestCertificates.client))",
      "client-key-data: \(base64(TestCertificates.clientKey))",
    ]
    #expect(try load(kubeconfig(user: pair + [exec])).credential.plugin == nil)
  }

  @Test func itIsToldAboutTheCluster() throws {
    let identity = try plugin(
      "printenv KUBERNETES_EXEC_INFO > $FOLDER/info; printenv ANSWER",
      cluster: [
        "certificate-authority-data: \(base64(TestCertificates.authority))", "tls-server-name: inner",
        "proxy-url: socks5://p", "disable-compression: true",
        "extensions: [{name: client.authentication.k8s.io/exec, extension: {audience: x}}]",
      ], more: ["provideClusterInfo: true", "interactiveMode: IfAvailable"])
    _ = try identity.tlsSettings()
    #expect(
      try JSONValue(parsing: folder.lines("info").joined()) == [
        "kind": "ExecCredential", "apiVersion": "client.authentication.k8s.io/v1",
        "spec": [
          "cluster": [
            "server": "https://k8s.example:6443", "tls-server-name": "inner",
            "certificate-authority-data": .string(base64(TestCertificates.authority)),
            "proxy-url": "socks5://p", "disable-compression": true, "config": ["audience": "x"],
          ], "interactive": false,
        ],
      ])
  }

  @Test func withoutAskingItIsNotToldAboutTheCluster() throws {
    _ = try plugin("printenv KUBERNETES_EXEC_INFO > $FOLDER/info; printenv ANSWER").tlsSettings()
    #expect(
      folder.lines("info").first
        == #"{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","spec":{"interactive":false}}"#
    )
  }

  @Test(arguments: ["./plugin", "FOLDER/plugin"])
  func aCommandWithASlashIsSeenFromTheKubeconfig(command: String) throws {
    folder.shell(as: "plugin")
    let identity = try plugin(command: command.replacing("FOLDER", with: folder.path), environment: [:])
    #expect(try identity.bearerToken()?.revealed == "t0ken")
    #expect(identity.identityDescription == "exec plugin plugin of user \"ci\"")
  }

  @Test func aBareCommandIsLookedForInPATH() throws {
    folder.shell(as: "my-plugin")
    let identity = try plugin(
      command: "my-plugin", environment: ["PATH": "relative:/nowhere:\(folder.path):/bin"])
    #expect(try identity.bearerToken()?.revealed == "t0ken")
  }

  @Test(arguments: [
    ("missing", nil, "\"missing\": there is no such program in PATH; install it"),
    (
      "missing", "Get it at\n  https://x ",
      "\"missing\": there is no such program in PATH: Get it at   https://x"
    ),
    ("./missing", nil, "\"missing\": there is no such program; install it"),
    ("/tmp", "hint", "\"tmp\": there is no such program: hint"),
  ])
  func aMissingCommandIsToldWithItsHint(command: String, hint: String?, text: String) {
    #expect(message { try plugin(command: command, hint: hint) } == text)
  }

  @Test(arguments: [
    ("exit 7", "exited with status 7"),
    ("echo 'not logged in' >&2; exit 1", "exited with status 1: not logged in"),
    ("true", "its answer: not JSON: '[' or '{' expected (line 1, column 0)"),
    ("echo hunter2", "its answer: not JSON: '[' or '{' expected (line 1, column 6)"),
  ])
  func aFailureIsTold(script: String, text: String) {
    #expect(message { try plugin(script) } == "\"sh\": \(text)")
  }

  @Test func aPluginThatHangsIsTold() {
    #expect(
      message { try plugin("sleep 1000", timeout: .seconds(1)) }
        == "\"sh\": took longer than 1 s and was killed")
  }

  @Test(arguments: [
    (
      answer(version: "v1beta1"),
      "apiVersion: expected client.authentication.k8s.io/v1, as in the kubeconfig"
    ),
    (answer(kind: "Status"), "kind: expected ExecCredential"),
    (answer(.null), "status: has neither a token nor a client certificate"),
    (answer(["token": ""]), "status: has neither a token nor a client certificate"),
    (answer(["token": "hunter2\n"]), "status.token: has a control character or a line break"),
    (answer(["token": 12]), "status.token: expected a string, found a number"),
    (
      answer(["token": "hunter2", "clientKeyData": "hunter2"]),
      "status: clientCertificateData and clientKeyData must come together"
    ),
    (
      answer(["clientKeyData": "hunter2", "clientCertificateData": .string(TestCertificates.client)]),
      "the private key cannot be read as PEM"
    ),
    (
      answer(["token": "hunter2", "expirationTimestamp": "hunter2"]),
      "status.expirationTimestamp: expected an RFC 3339 time"
    ),
  ])
  func anAnswerThatIsNoneIsTold(answer: JSONValue, text: String) {
    #expect(message { try plugin(answer: answer) } == "\"sh\": its answer: \(text)")
  }

  @Test(arguments: ["2026-11-23T20:28:14Z", "2026-11-23T20:28:14.000Z", "2026-11-23T21:28:14+01:00"])
  func itIsRunAgainBeforeItsCredentialExpires(expiry: String) throws {
    let status: JSONValue = ["token": "t0ken", "expirationTimestamp": .string(expiry)]
    let identity = try plugin(answer: Self.answer(status))
    _ = try identity.bearerToken()
    clock.advance(3600 - 31)
    _ = try identity.bearerToken()
    #expect(folder.lines("runs").count == 1)
    clock.advance(1)
    _ = try identity.bearerToken()
    #expect(folder.lines("runs").count == 2)
  }

  @Test func whatIsExpiredFromTheBeginningIsNotAskedForAllTheTime() throws {
    let status: JSONValue = ["token": "t0ken", "expirationTimestamp": "2020-01-01T00:00:00Z"]
    let identity = try plugin(answer: Self.answer(status))
    for _ in 1...5 { _ = try identity.bearerToken() }
    clock.advance(9)
    _ = try identity.bearerToken()
    #expect(folder.lines("runs").count == 1)
    clock.advance(1)
    _ = try identity.bearerToken()
    #expect(folder.lines("runs").count == 2)
  }

  @Test func afterA401ItIsRunOnceMore() throws {
    let identity = try plugin(
      "echo run >> $FOLDER/runs; printenv ANSWER | sed s/t0ken/$(wc -l < $FOLDER/runs)/")
    let first = try identity.bearerToken()
    #expect(first?.revealed == "1")
    #expect(try identity.renew(rejected: first))
    #expect(try identity.bearerToken()?.revealed == "2")
    #expect(try identity.renew(rejected: first))
    #expect(folder.lines("runs").count == 2)
  }

  @Test func aRenewalThatFailsLeavesTheCredentialThatThereIs() throws {
    let identity = try plugin(
      "echo run >> $FOLDER/runs; test $(wc -l < $FOLDER/runs) = 1 && printenv ANSWER")
    let token = try identity.bearerToken()
    #expect(throws: ConfigurationError.self) { try identity.renew(rejected: token) }
    #expect(try identity.bearerToken()?.revealed == "t0ken")
    #expect(folder.lines("runs").count == 2)
  }

  @Test func theKubeconfigsVariablesWinOverOurs() throws {
    let identity = try plugin(environment: ["PATH": "/usr/bin:/bin", "ANSWER": "ours"])
    #expect(try identity.bearerToken()?.revealed == "t0ken")
  }

  @Test func theSameTokenAgainIsNoReasonToRetry() throws {
    let identity = try plugin()
    let token = try identity.bearerToken()
    #expect(try !identity.renew(rejected: token))
    #expect(try !identity.renew(rejected: token))
    #expect(folder.lines("runs").count == 2)
  }
}
