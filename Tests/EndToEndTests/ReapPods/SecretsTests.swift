import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods: secrets never leave", .serialized, .cluster, .timeLimit(.minutes(15)))
struct SecretsTests {
  static let token = "s3cr3t-t0k3n-of-the-reaper"
  static let password = "pr0xy-passw0rd"

  private func expectNoSecret(_ run: CommandRun, _ secrets: [String]) {
    for secret in secrets {
      #expect(!run.text.contains(secret))
      #expect(!run.errorText.contains(secret))
    }
  }

  @Test(
    "Secrets appear at no log level, whatever the server answers",
    arguments: [
      nil, .status(401), .status(403), .status(500), .redirect(to: "https://127.0.0.1:1/"), .garbage, .reset,
      .cut(after: 100, .closed),
    ] as [FaultAction?])
  func answers(_ fault: FaultAction?) async throws {
    let cluster = try await Cluster(pods: [.expired("one"), .ours("odd", deleteAt: "soon")])
    if let fault { cluster.cloud.inject(Fault(fault, path: "/api/v1/*")) }
    let byToken = try cluster.folder.write("token", cluster.cloud.kubeconfig(token: Self.token))
    let (certificate, key) = try await cluster.cloud.issueClientCertificate(user: SimulatedCloud.admin)
    let keyLines = key.split(separator: "\n").dropFirst().dropLast().map(String.init)
    let byCertificate = try cluster.folder.write(
      "certificate",
      cluster.cloud.kubeconfig(token: Self.token).replacingOccurrences(
        of: "token: \"\(Self.token)\"",
        with: """
          client-certificate-data: \(Data(certificate.utf8).base64EncodedString())
              client-key-data: \(Data(key.utf8).base64EncodedString())
          """))
    let encodedKey = Data(key.utf8).base64EncodedString()
    for level in ["debug", "notice"] {
      let run = try await cluster.reap("-A", "--log-level", level, "-o", "json", kubeconfig: byToken)
      expectNoSecret(run, [Self.token])
      let other = try await cluster.reap("-A", "--log-level", level, kubeconfig: byCertificate)
      expectNoSecret(other, keyLines + [encodedKey])
    }
    #expect(cluster.cloud.requests.contains { $0.header("Authorization") == "Bearer \(Self.token)" })
  }

  @Test(
    "An error about an invalid kubeconfig does not contain its secrets",
    arguments: [
      "token: [\(token)]", "token: {a: \(token)}", "token: \"\(token)\u{1}\"", "tokenFile: [\(token)]",
      "client-key-data: \(token)", "password: \(token)", "{\(token)", "token: \"\(token)",
      "token: \(token)\n    token: \(token)",
      "exec: \(token)", "auth-provider: {name: oidc, config: {id-token: \(token)}}",
      "client-certificate-data: \(token)\n    client-key-data: \(token)",
    ])
  func kubeconfigs(credentials: String) async throws {
    let cluster = try await Cluster()
    let text = cluster.cloud.kubeconfig(token: "REPLACE").replacingOccurrences(
      of: "token: \"REPLACE\"", with: credentials)
    let file = try cluster.folder.write("wrong", text)
    let run = try await cluster.reap("-A", "--log-level", "debug", kubeconfig: file)
    #expect(run.code == 78)
    #expect(run.errorText.contains(file))
    expectNoSecret(run, [Self.token])
    #expect(cluster.cloud.requestCount == 0)
  }

  @Test("Passwords in a proxy's or server's URL are not printed")
  func urls() async throws {
    let cluster = try await Cluster()
    let good = cluster.cloud.kubeconfig(token: Self.token)
    let server = "server: \(cluster.cloud.url)"
    for text in [
      good.replacingOccurrences(
        of: server, with: "\(server)\n    proxy-url: http://me:\(Self.password)@127.0.0.1:1"),
      good.replacingOccurrences(of: server, with: "server: https://me:\(Self.password)@127.0.0.1:1"),
    ] {
      let file = try cluster.folder.write("proxy", text)
      let run = try await cluster.reap("-A", "--log-level", "debug", "-o", "json", kubeconfig: file)
      #expect([69, 78].contains(run.code))
      expectNoSecret(run, [Self.token, Self.password])
    }
    let run = try await cluster.reap(
      ["-A"], environment: ["HTTPS_PROXY": "http://me:\(Self.password)@127.0.0.1:1"])
    #expect(run.code == 69)
    expectNoSecret(run, [Self.password])
  }

  @Test("A token that an error page repeats is not printed", arguments: ["list", "delete"])
  func echo(what: String) async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    let echoes = FaultAction.answer(
      status: 400, headers: ["Content-Type": "text/html"],
      body: "<pre>bad: Authorization: Bearer \(Self.token)</pre>")
    cluster.cloud.inject(Fault(echoes, method: what == "list" ? "GET" : "DELETE", path: "/api/v1/*"))
    let file = try cluster.folder.write("token", cluster.cloud.kubeconfig(token: Self.token))
    let run = try await cluster.reap("-A", "--log-level", "debug", "-o", "json", kubeconfig: file)
    #expect(run.code == 76)
    #expect(run.errorText.contains("bad: Authorization: Bearer ***"))
    expectNoSecret(run, [Self.token])
  }

  /// The token with every character escaped.
  private static let escapedToken = token.unicodeScalars.map { scalar in
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }.joined()

  @Test(
    "A token that a server repeats in another encoding is not printed",
    arguments: [
      .answer(status: 200, headers: json, body: #"{"kind":"\#(escapedToken)","apiVersion":"v1"}"#),
      .answer(status: 403, headers: json, body: status(message: escapedToken, reason: "Forbidden")),
      .answer(status: 403, headers: json, body: status(message: "by \(token)", reason: escapedToken)),
      .answer(status: 403, headers: ["Content-Type": "text/html"], body: "<p>\(escapedToken)</p>"),
      .answer(status: 500, headers: ["Content-Type": "text/plain"], body: base64Token),
      .answer(
        status: 403, headers: json,
        body: status(message: String(repeating: "x", count: 2_040) + escapedToken, reason: "Forbidden")),
      .answer(status: 200, headers: ["Content-Type": "text/\(token)"], body: "{}"),
      .answer(status: 200, headers: ["Content-Type": String(repeating: "x", count: 90) + token], body: "{}"),
      .answer(
        status: 200, headers: json,
        body: """
          {"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"1"},"items":[{"metadata":{"uid":"u","resourceVersion":"1",
          "name":"\(escapedToken)","namespace":"builds","annotations":{"delete-at":"\(escapedToken)",
          "generation":"\(escapedToken)"}}}]}
          """),
    ] as [FaultAction])
  func repeated(_ fault: FaultAction) async throws {
    let cluster = try await Cluster()
    cluster.cloud.inject(Fault(fault, path: "/api/v1/*"))
    let file = try cluster.folder.write("token", cluster.cloud.kubeconfig(token: Self.token))
    for format in ["text", "json"] {
      let run = try await cluster.reap(
        "-A", "--explain", "--log-level", "debug", "--log-format", format, "-o", format, kubeconfig: file)
      #expect((run.text + run.errorText).contains("***"), "\(run.errorText)")
      // Enough to guess the rest.
      let most = [Self.token, String(Self.token.dropLast(6)), Self.base64Token]
      expectNoSecret(run, most + [Self.escapedToken, String(Self.escapedToken.dropLast(36))])
    }
  }

  private static let json = ["Content-Type": "application/json"]
  private static let base64Token = Data(token.utf8).base64EncodedString()

  private static func status(message: String, reason: String) -> String {
    #"{"kind":"Status","apiVersion":"v1","status":"Failure","message":"\#(message)","reason":"\#(reason)","code":403}"#
  }

  @Test("A token that the metadata server's error repeats is not printed")
  func metadataServer() async throws {
    let cluster = try await GoogleCluster()
    let flavor = ["Metadata-Flavor": "Google"]
    let answer = #"{"access_token":"\#(Self.token)","expires_in":3599,"token_type":"Bearer"}"#
    let path = "/computeMetadata/v1/instance/service-accounts/default/token"
    cluster.google.inject(Fault(.answer(status: 200, headers: flavor, body: answer), path: path, times: 1))
    let refusal = FaultAction.answer(status: 500, headers: flavor, body: "no: \(Self.escapedToken)")
    cluster.google.inject(Fault(refusal, path: path, skipping: 1))
    let run = try await cluster.reap(["-o", "json"])
    #expect(run.code == 77)
    #expect(run.errorText.contains("500"))
    #expect(run.errorText.contains("no: ***"))
    expectNoSecret(run, [Self.token, Self.escapedToken])
    await cluster.stop()
  }

  @Test("A redirect sends no token to another host, and is reported")
  func redirect() async throws {
    let cluster = try await Cluster()
    let other = try await SimulatedCloud.start()
    cluster.cloud.inject(Fault(.redirect(to: "\(other.url)/api/v1/pods"), path: "/api/v1/*"))
    let file = try cluster.folder.write("token", cluster.cloud.kubeconfig(token: Self.token))
    let run = try await cluster.reap("-A", kubeconfig: file)
    #expect(run.code == 76)
    #expect(run.errorText.contains("the server sent a redirect, which podkeeper does not follow (302)"))
    #expect(other.connectionCount == 0)
    await other.stop()
  }
}
