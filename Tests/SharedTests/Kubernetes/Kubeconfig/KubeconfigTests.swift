import Testing

@testable import Shared

/// Real kubeconfigs and the clusters that they describe.
@Suite(.timeLimit(.minutes(15))) struct KubeconfigTests {
  @Test func akindConfigWithDataInIt() throws {
    let text = """
      apiVersion: v1
      clusters:
      - cluster:
          certificate-authority-data: \(base64(TestCertificates.authority))
          server: https://127.0.0.1:38211
        name: kind-kind
      contexts:
      - context:
          cluster: kind-kind
          user: kind-kind
        name: kind-kind
      current-context: kind-kind
      kind: Config
      preferences: {}
      users:
      - name: kind-kind
        user:
          client-certificate-data: \(base64(TestCertificates.client))
          client-key-data: \(base64(TestCertificates.clientKey))
      """
    let configuration = try load(text)
    #expect(configuration.server == "https://127.0.0.1:38211")
    #expect(configuration.context == "kind-kind")
    #expect(configuration.namespace == "default")
    #expect(configuration.authorities == .pem(Array(TestCertificates.authority.utf8)))
    #expect(
      configuration.credential.clientCertificate
        == TLSSettings.ClientCertificate(
          certificate: Secret(TestCertificates.client), key: Secret(TestCertificates.clientKey)))
    #expect(configuration.credential.bearer == nil)
  }

  @Test func jsonWithEveryOtherField() throws {
    let text = """
      {"apiVersion": "v1", "kind": "Config", "current-context": "a",
       "clusters": [{"name": "c", "cluster": {"server": "https://host/prefix/", "tls-server-name": "inner",
         "proxy-url": "socks5://127.0.0.1:1080", "disable-compression": true}}],
       "contexts": [{"name": "a", "context": {"cluster": "c", "user": "u", "namespace": "builds"}}],
       "users": [{"name": "u", "user": {"token": "hunter2", "as": "bob", "as-uid": "7",
         "as-groups": ["x", "y"], "as-user-extra": {"a/b": ["1", "2"]}}}]}
      """
    let configuration = try load(text)
    #expect(configuration.server == "https://host/prefix")
    #expect(configuration.serverName == "inner")
    #expect(configuration.proxy == Proxy(address: "socks5h://127.0.0.1:1080"))
    #expect(configuration.namespace == "builds")
    #expect(configuration.authorities == .system)
    #expect(configuration.credential.bearerText == "hunter2")
    #expect(
      configuration.impersonation.map { "\($0.name): \($0.value)" } == [
        "Impersonate-User: bob", "Impersonate-Uid: 7", "Impersonate-Group: x", "Impersonate-Group: y",
        "Impersonate-Extra-a%2Fb: 1", "Impersonate-Extra-a%2Fb: 2",
      ])
  }

  @Test func filesAreReadFromBesidesTheKubeconfig() throws {
    let configuration = try load(
      kubeconfig(
        cluster: ["certificate-authority: pki/ca.crt"],
        user: ["client-certificate: ../client.crt", "client-key: /keys/client.key"]),
      files: [
        "/home/x/.kube/pki/ca.crt": TestCertificates.authority,
        "/home/x/.kube/../client.crt": TestCertificates.client,
        "/keys/client.key": TestCertificates.clientKey,
      ])
    #expect(configuration.authorities == .pem(Array(TestCertificates.authority.utf8)))
    #expect(configuration.credential.clientCertificate?.key.revealed == TestCertificates.clientKey)
  }

  @Test func dataWinsOverFiles() throws {
    let configuration = try load(
      kubeconfig(
        cluster: [
          "certificate-authority: /missing",
          "certificate-authority-data: \(base64(TestCertificates.authority))",
        ],
        user: [
          "client-certificate: /missing", "client-certificate-data: \(base64(TestCertificates.client))",
          "client-key: /missing", "client-key-data: \(base64(TestCertificates.clientKey))",
        ]))
    #expect(configuration.authorities == .pem(Array(TestCertificates.authority.utf8)))
    #expect(configuration.credential.clientCertificate != nil)
  }

  @Test func foldedBase64IsRead() throws {
    let folded = base64(TestCertificates.authority).enumerated()
      .map { $0.offset % 60 == 59 ? "\($0.element)\n      " : "\($0.element)" }.joined()
    let configuration = try load(kubeconfig(cluster: ["certificate-authority-data: |", "  \(folded)"]))
    #expect(configuration.authorities == .pem(Array(TestCertificates.authority.utf8)))
  }

  @Test func aTokenFileWinsOverAToken() throws {
    let text = kubeconfig(user: ["token: hunter2", "tokenFile: /t"])
    #expect(try load(text, files: ["/t": "x"]).credential.bearerPath == "/t")
  }

  @Test func aTokenAndACertificateGoTogether() throws {
    let credential = try load(
      kubeconfig(user: [
        "token: hunter2", "client-certificate-data: \(base64(TestCertificates.client))",
        "client-key-data: \(base64(TestCertificates.clientKey))",
      ])
    ).credential
    #expect(credential.clientCertificate != nil)
    #expect(credential.bearerText == "hunter2")
  }

  @Test func emptyFieldsAreNone() throws {
    let configuration = try load(
      kubeconfig(
        cluster: ["certificate-authority: ''", "proxy-url: ~", "tls-server-name:"],
        context: ["namespace: ''"],
        user: ["token: x", "tokenFile: ''", "username: ''", "auth-provider: {}", "exec: null"]))
    #expect(configuration.authorities == .system)
    #expect(configuration.namespace == "default")
    #expect(configuration.credential.bearerText == "x")
  }

  @Test func unusedEntriesMayBeOfAnyKindWeDoNotSupport() throws {
    let text = """
      \(kubeconfig())
      - name: unused
        user: {username: a, password: b, as-groups: [x], exec: {env: [{}]}}
      """
    #expect(try load(text).credential.bearerText == "hunter2")
  }

  @Test(arguments: [
    ("a/b c%", "a%2Fb%20c%25"), ("example.com-x_Y~1", "example.com-x_Y~1"), ("é\n", "%C3%A9%0A"), ("", ""),
  ])
  func extraKeysAreEscaped(key: String, escaped: String) throws {
    let quoted = try JSONValue.string(key).serialized()
    let configuration = try load(
      kubeconfig(user: ["token: x", "as: bob", "as-user-extra: {\(quoted): [v]}"]))
    #expect(configuration.impersonation.last?.name == "Impersonate-Extra-\(escaped)")
  }
}
