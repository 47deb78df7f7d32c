import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods: credentials and trust", .serialized, .cluster, .timeLimit(.minutes(15)))
struct IdentityTests {
  /// A kubeconfig like the cluster's own, with other credentials or another cluster entry.
  private func kubeconfig(
    _ cluster: Cluster, credentials: String = "token: \"t\"", clusterLine: String = "",
    authority: String? = nil
  ) throws -> String {
    var text = cluster.cloud.kubeconfig(token: "t").replacingOccurrences(
      of: "token: \"t\"", with: credentials)
    let server = "server: \(cluster.cloud.url)"
    text = text.replacingOccurrences(of: server, with: "\(server)\n    \(clusterLine)")
    if let authority {
      let encode = { (pem: String) in Data(pem.utf8).base64EncodedString() }
      text = text.replacingOccurrences(of: encode(cluster.cloud.caPEM), with: encode(authority))
    }
    return try cluster.folder.write("kubeconfig-\(UUID())", text)
  }

  private func script(_ cluster: Cluster, _ text: String) throws -> String {
    let path = try cluster.folder.write("plugin", "#!/bin/sh\n" + text)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  @Test("The token can come from a file")
  func tokenFile() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    let token = try cluster.folder.write("token", "t\n")
    let run = try await cluster.reap(
      "-A", kubeconfig: try kubeconfig(cluster, credentials: "tokenFile: \(token)"))
    #expect(run.code == 0)
    #expect(try await cluster.names.isEmpty)
  }

  @Test("The token can come from an exec plugin, which runs once more after a 401")
  func execPlugin() async throws {
    let cluster = try await Cluster(pods: [.expired("one"), .expired("two")])
    let plugin = try script(
      cluster,
      """
      echo run >> "$(dirname "$0")/runs"
      token=t$(wc -l < "$(dirname "$0")/runs")
      echo '{"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1","status":{"token":"'$token'"}}'
      """)
    let file = try kubeconfig(
      cluster,
      credentials: """
        exec:
              apiVersion: client.authentication.k8s.io/v1
              command: \(plugin)
              interactiveMode: Never
        """)
    cluster.cloud.addToken("t2", user: SimulatedCloud.admin)
    let run = try await cluster.reap("-A", kubeconfig: file)
    #expect(run.code == 0)
    #expect(try await cluster.names.isEmpty)
    #expect(try String(contentsOfFile: cluster.folder.path + "/runs", encoding: .utf8) == "run\nrun\n")
    let unknown = try await cluster.reap("-A", kubeconfig: file)
    #expect(unknown.code == 77)
    #expect(unknown.errorText.contains("exec plugin"))
  }

  /// The plugin's n-th run prints the n-th certificate, and later runs print the last one.
  private func certificatePlugin(_ cluster: Cluster, _ pairs: [(certificatePEM: String, keyPEM: String)])
    throws
    -> String
  {
    for (number, pair) in pairs.enumerated() {
      let status = ["clientCertificateData": pair.certificatePEM, "clientKeyData": pair.keyPEM]
      let answer: [String: Any] = [
        "kind": "ExecCredential", "apiVersion": "client.authentication.k8s.io/v1", "status": status,
      ]
      let json = try JSONSerialization.data(withJSONObject: answer)
      _ = try cluster.folder.write("answer-\(number + 1)", String(decoding: json, as: UTF8.self))
    }
    let plugin = try script(
      cluster,
      """
      cd "$(dirname "$0")"
      echo run >> runs
      cat "answer-$(wc -l < runs)" 2>&- || cat answer-\(pairs.count)
      """)
    return try kubeconfig(
      cluster,
      credentials: """
        exec:
              apiVersion: client.authentication.k8s.io/v1
              command: \(plugin)
              interactiveMode: Never
        """)
  }

  private func runs(_ cluster: Cluster) throws -> Int {
    try String(contentsOfFile: cluster.folder.path + "/runs", encoding: .utf8).split(separator: "\n").count
  }

  @Test("After a 401, an exec plugin's new certificate opens a new connection")
  func renewedCertificate() async throws {
    let cluster = try await Cluster(pods: [.expired("one"), .expired("two")])
    let other = try await SimulatedCloud.start()
    let file = try certificatePlugin(
      cluster,
      [
        try await other.issueClientCertificate(user: SimulatedCloud.admin),
        try await cluster.cloud.issueClientCertificate(user: SimulatedCloud.admin),
      ])
    let run = try await cluster.reap("-A", kubeconfig: file)
    #expect(run.code == 0)
    #expect(try await cluster.names.isEmpty)
    #expect(try runs(cluster) == 2)
    #expect(cluster.cloud.connectionCount >= 2)
    await other.stop()
  }

  @Test("Many deletes rejected at the same time run the plugin once")
  func renewedAmongMany() async throws {
    let cluster = try await Cluster(pods: (0..<12).map { .expired("\($0)") })
    let pairs = [
      try await cluster.cloud.issueClientCertificate(user: SimulatedCloud.admin),
      try await cluster.cloud.issueClientCertificate(user: SimulatedCloud.admin),
    ]
    let file = try certificatePlugin(cluster, pairs)
    // All eight are in progress before the first is rejected.
    let gate = Gate()
    cluster.cloud.inject(Fault(.hold(gate), method: "DELETE", times: 8))
    cluster.cloud.inject(Fault(.status(401), method: "DELETE", times: 8))
    async let running = cluster.reap(
      "-n", "builds", "--concurrency", "8", "--qps", "0", "-o", "json", kubeconfig: file)
    try await waitUntil { gate.arrived == 8 }
    gate.open()
    let run = try await running
    #expect(run.code == 0)
    #expect(try Report(run).count("deleted") == 12)
    #expect(try runs(cluster) == 2)
    #expect(cluster.requests("DELETE").count == 20)
  }

  @Test("A plugin without a better certificate ends in 77, and does not run for every request")
  func sameCertificate() async throws {
    let cluster = try await Cluster(pods: (0..<12).map { .expired("\($0)") })
    let other = try await SimulatedCloud.start()
    let file = try certificatePlugin(
      cluster, [try await other.issueClientCertificate(user: SimulatedCloud.admin)])
    let run = try await cluster.reap("-A", kubeconfig: file)
    #expect(run.code == 77)
    #expect(try runs(cluster) == 2)
    #expect(try await cluster.names.count == 12)
    await other.stop()
  }

  @Test("An unknown token ends in 77, and so does a certificate signed by another authority")
  func unknown() async throws {
    let cluster = try await Cluster()
    let byToken = try await cluster.reap(
      "-A", kubeconfig: try kubeconfig(cluster, credentials: "token: unknown"))
    #expect(byToken.code == 77)
    let other = try await SimulatedCloud.start()
    let (certificate, key) = try await other.issueClientCertificate(user: SimulatedCloud.admin)
    let credentials = """
      client-certificate-data: \(Data(certificate.utf8).base64EncodedString())
          client-key-data: \(Data(key.utf8).base64EncodedString())
      """
    let byCertificate = try await cluster.reap(
      "-A", kubeconfig: try kubeconfig(cluster, credentials: credentials))
    #expect(byCertificate.code == 77)
    await other.stop()
  }

  @Test(
    "A server certificate from another authority is rejected even if the system trusts it")
  func wrongAuthority() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    let other = try await SimulatedCloud.start()
    let file = try kubeconfig(cluster, authority: other.caPEM)
    let systemFile = try cluster.folder.write("system.crt", cluster.cloud.caPEM)
    for environment in [[:], ["SSL_CERT_FILE": systemFile], ["CURL_CA_BUNDLE": systemFile]] {
      let run = try await cluster.reap(["-A"], kubeconfig: file, environment: environment)
      #expect(run.code == 78)
      #expect(run.errorText.contains("certificate"))
    }
    #expect(cluster.cloud.requestCount == 0)
    await other.stop()
  }

  @Test(
    "It is rejected even if the authority is in the system's certificate folder",
    .enabled("needs unshare(1) with a mount namespace of its own") {
      let arguments = ["-rm", "mount", "--bind", "/etc/ssl/certs", "/etc/ssl/certs"]
      return try await CommandRun("unshare", arguments).code == 0
    })
  func systemAuthorities() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    // It needs another name: with two of the same name, OpenSSL would not search the folder.
    let other = cluster.folder.path + "/other.crt"
    let making = try await CommandRun(
      "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj",
        "/CN=another authority", "-days", "2", "-keyout", cluster.folder.path + "/other.key", "-out", other,
      ])
    #expect(making.code == 0)
    let certificates = cluster.folder.path + "/certs"
    try FileManager.default.createDirectory(atPath: certificates, withIntermediateDirectories: true)
    _ = try cluster.folder.write("certs/ca-certificates.crt", cluster.cloud.caPEM)
    _ = try cluster.folder.write("certs/authority.pem", cluster.cloud.caPEM)
    #expect(try await CommandRun("openssl", ["rehash", certificates]).code == 0)
    func reap(_ kubeconfig: String) async throws -> CommandRun {
      try await CommandRun(
        "unshare",
        ["-rm", "sh", "-c", "mount --bind \"$0\" /etc/ssl/certs && exec \"$@\"", certificates]
          + [Cluster.program("reap-pods"), "-A", "--kubeconfig", kubeconfig])
    }
    let authority = try String(contentsOfFile: other, encoding: .utf8)
    let run = try await reap(try kubeconfig(cluster, authority: authority))
    #expect(run.code == 78, "\(run.errorText)")
    #expect(cluster.cloud.requestCount == 0)
    // Without an authority in the kubeconfig, the system's authorities count.
    let line = "certificate-authority-data: \(Data(cluster.cloud.caPEM.utf8).base64EncodedString())"
    let text = try String(contentsOfFile: try kubeconfig(cluster), encoding: .utf8)
    let systems = try cluster.folder.write("system", text.replacingOccurrences(of: line, with: ""))
    #expect(try await reap(systems).code == 0)
    #expect(try await cluster.names.isEmpty)
  }

  @Test("A kubeconfig that everyone can read causes a warning")
  func readableByEverybody() async throws {
    let cluster = try await Cluster()
    for (mode, warns) in [(0o644, true), (0o604, true), (0o640, false), (0o600, false)] {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: cluster.kubeconfig)
      for (arguments, variables) in [
        (["--kubeconfig", cluster.kubeconfig], [:]),
        ([], ["KUBECONFIG": "/nonexistent:\(cluster.kubeconfig)"]),
      ] as [([String], [String: String])] {
        let run = try await CommandRun(
          Cluster.program("reap-pods"), ["-A"] + arguments, environment: variables)
        #expect(run.code == 0)
        let warning =
          "warning: \(cluster.kubeconfig) is readable by all users of this machine; run chmod 600 on it"
        #expect(run.errorText.contains(warning) == warns)
      }
    }
  }

  @Test("The server's certificate must match the host name, or tls-server-name if given")
  func serverName() async throws {
    let cluster = try await Cluster(pods: [.expired("one")])
    let wrong = try kubeconfig(cluster, clusterLine: "tls-server-name: api.example")
    #expect(try await cluster.reap("-A", kubeconfig: wrong).code == 78)
    let odd = try await cluster.reap(
      "-A", kubeconfig: try kubeconfig(cluster, clusterLine: "tls-server-name: a/b@c"))
    #expect(odd.code == 78)
    #expect(odd.errorText.contains("tls-server-name"))
    #expect(cluster.cloud.requestCount == 0)
    let right = try kubeconfig(cluster, clusterLine: "tls-server-name: localhost")
    #expect(try await cluster.reap("-A", kubeconfig: right).code == 0)
    #expect(try await cluster.names.isEmpty)
  }

  @Test("insecure-skip-tls-verify is refused")
  func insecure() async throws {
    let cluster = try await Cluster()
    let run = try await cluster.reap(
      "-A", kubeconfig: try kubeconfig(cluster, clusterLine: "insecure-skip-tls-verify: true"))
    #expect(run.code == 78)
    #expect(cluster.cloud.requestCount == 0)
  }

  @Test("A missing kubeconfig or an unknown context ends in 78, and an unreachable server in 69")
  func missing() async throws {
    let cluster = try await Cluster()
    #expect(try await cluster.reap("-A", kubeconfig: "/nonexistent/kubeconfig").code == 78)
    #expect(try await cluster.reap("-A", "--context", "nowhere").code == 78)
    await cluster.cloud.stop()
    let run = try await cluster.reap("-A", "-o", "json")
    #expect(run.code == 69)
    #expect(try Report(run)["exit.name"] as? String == "unavailable")
  }

  @Test("Every request carries the impersonation headers")
  func impersonation() async throws {
    let cluster = try await Cluster()
    let file = try kubeconfig(cluster, credentials: "token: \"t\"\n    as: reaper\n    as-groups: [a, b]")
    _ = try await cluster.reap("-A", kubeconfig: file)
    #expect(!cluster.cloud.requests.isEmpty)
    for request in cluster.cloud.requests {
      #expect(request.header("Impersonate-User") == "reaper")
      #expect(
        request.headers.filter { $0.name.lowercased() == "impersonate-group" }.map(\.value) == ["a", "b"])
    }
  }
}
