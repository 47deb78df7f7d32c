import Testing

@testable import Shared

/// Every error names the file, the entry and the field, says why and what to do, and shows no secret.
@Suite(.timeLimit(.minutes(15))) struct KubeconfigErrorTests {
  private func message(_ text: String, files: [String: String] = [:], context: String? = nil) -> String {
    do throws(ConfigurationError) {
      _ = try load(text, files: files, context: context)
      return "nothing was refused"
    } catch {
      #expect(error.exitStatus == .config)
      return error.description
    }
  }

  private static let pair = [
    "client-certificate-data: \(base64(TestCertificates.client))",
    "client-key-data: \(base64(TestCertificates.clientKey))",
  ]

  @Test(arguments: [
    (["token: 12345"], "token: expected a string, found a number; quote it"),
    (["token: yes"], "token: expected a string, found a boolean; quote it"),
    (["token: [x]"], "token: expected a string, found an array"),
    (["token: \"a\\nb\""], "token: has a control character or a line break; remove it"),
    (["token: |", "  hunter2"], "token: has a control character or a line break; remove it"),
    (["{}"], "has no client certificate, no token and no exec plugin; add one"),
    (
      ["username: a", "password: hunter2"],
      "username and password: basic authentication is not supported; use a client certificate, a token or "
        + "an exec plugin"
    ),
    (
      ["auth-provider: {name: gcp}"],
      "auth-provider: is not supported; use a client certificate, a token or an exec plugin"
    ),
    (
      ["tokenFile: /t"],
      "tokenFile: cannot open /t: No such file or directory"
    ),
    (
      ["tokenFile: /blank"],
      "tokenFile: the file holds no token, or one with control characters"
    ),
    (
      ["tokenFile: /two-lines"],
      "tokenFile: the file holds no token, or one with control characters"
    ),
    (["client-certificate-data: '%%%'"], "client-certificate-data: not base64"),
    (
      [pair[0]],
      "client-key or client-key-data is missing, although there is a certificate; add it"
    ),
    (
      [pair[0], "client-key-data: \(base64(TestCertificates.foreignKey))"],
      "the private key does not match the client certificate"
    ),
    (
      [pair[0], "client-key-data: \(base64(TestCertificates.encryptedKey))"],
      "the private key is encrypted; decrypt it, because podkeeper cannot ask for a passphrase"
    ),
    (
      ["client-certificate-data: \(base64("garbage"))", pair[1]],
      "the client certificate cannot be read as PEM"
    ),
    (
      ["token: x", "as-groups: [ops]"],
      "as: is missing, although as-uid, as-groups or as-user-extra is set; add it"
    ),
    (["token: x", "as: \"a\\r\\nb\""], "as: has a control character; remove it"),
    (["token: x", "as: a", "as-groups: [\"\\n\"]"], "as-groups[0]: has a control character; remove it"),
    (
      ["token: x", "as: a", "as-groups: [1]"], "as-groups[0]: expected a string, found a number; quote it"
    ),
    (["exec: {apiVersion: client.authentication.k8s.io/v1}"], "exec.command: is missing"),
    (
      ["exec: {command: x, apiVersion: client.authentication.k8s.io/v1alpha1}"],
      "exec.apiVersion: expected client.authentication.k8s.io/v1 or client.authentication.k8s.io/v1beta1"
    ),
    (
      ["exec: {command: x, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Always}"],
      "exec.interactiveMode: Always needs a terminal, which podkeeper does not provide; use another user"
    ),
    (
      ["exec: {command: x, apiVersion: client.authentication.k8s.io/v1, interactiveMode: never}"],
      "exec.interactiveMode: expected Never, IfAvailable or Always"
    ),
    (["exec: {env: [{value: x}]}"], "exec.env[0].name: is missing"),
    (["exec: {args: [1]}"], "exec.args[0]: expected a string, found a number; quote it"),
  ])
  func aUserIsRefused(lines: [String], problem: String) {
    let message = message(kubeconfig(user: lines), files: ["/blank": " \n", "/two-lines": "a\nb"])
    #expect(message == "/home/x/.kube/config: user \"ci\": \(problem)")
  }

  @Test(arguments: [
    (
      ["insecure-skip-tls-verify: true"],
      "insecure-skip-tls-verify: true is refused, because anyone could read the credentials; set "
        + "certificate-authority-data instead"
    ),
    (
      ["insecure-skip-tls-verify: 'true'"], "insecure-skip-tls-verify: expected a boolean, found a string"
    ),
    (["proxy-url: ftp://x"], "proxy-url: \(Proxy.expected)"),
    (["proxy-url: http://u:p%0a@x"], "proxy-url: \(Proxy.expected)"),
    (["tls-server-name: a/b@c"], "tls-server-name: expected a host name"),
    (
      ["certificate-authority-data: \(base64("garbage"))"],
      "certificate-authority-data: there is no PEM certificate in it"
    ),
    (["certificate-authority: /bad"], "certificate-authority: there is no PEM certificate in it"),
    (
      ["certificate-authority: /none"],
      "certificate-authority: cannot open /none: No such file or directory"
    ),
    (["disable-compression: 1"], "disable-compression: expected a boolean, found a number"),
  ])
  func aClusterIsRefused(lines: [String], problem: String) {
    let message = message(kubeconfig(cluster: lines), files: ["/bad": "garbage"])
    #expect(message == "/home/x/.kube/config: cluster \"here\": \(problem)")
  }

  @Test(arguments: [
    ("http://host", "expected https://HOST[:PORT][/PREFIX]; nothing else is safe for credentials"),
    ("host:6443", "expected https://HOST[:PORT][/PREFIX]; nothing else is safe for credentials"),
    ("''", "is missing"),
    ("12", "expected a string, found a number; quote it"),
  ])
  func aServerIsRefused(server: String, problem: String) {
    #expect(
      message(kubeconfig(server: server)) == "/home/x/.kube/config: cluster \"here\": server: \(problem)")
  }

  @Test(arguments: [
    ("current-context: work", "", "no current-context; choose one with --context"),
    (
      "current-context: work", "current-context: play",
      "context \"play\", which current-context names, does not exist; choose \"work\" with --context"
    ),
    ("user: ci", "user: cj", "context \"work\": user: there is no user \"cj\"; add it or name another"),
    (
      "    user: ci\n", "    user: ci\n    namespace: ..\n",
      "context \"work\": namespace: not a valid namespace name"
    ),
    ("    user: ci\n", "", "context \"work\": user: is missing; name one"),
    (
      "cluster: here", "cluster: gone",
      "context \"work\": cluster: there is no cluster \"gone\"; add it or name another"
    ),
    ("- name: ci", "- {name: ci}\n- name: ci", "user \"ci\": is defined twice; remove one"),
    ("- name: here", "- nom: here", "clusters[0].name: is missing"),
    ("kind: Config", "kind: Secret", "kind: not Config; this is not a kubeconfig"),
    ("apiVersion: v1", "apiVersion: v7", "apiVersion: not v1"),
    ("users:", "users: x\nusers2:", "users: expected an array, found a string"),
    ("contexts:", "clusters:", "invalid YAML: a duplicate key (line 8, column 1)"),
  ])
  func aFileIsRefused(old: String, new: String, problem: String) {
    #expect(message(kubeconfig().replacing(old, with: new)) == "/home/x/.kube/config: \(problem)")
  }

  @Test(
    "A file without anything that a kubeconfig has is called what it is",
    arguments: [
      "root:x:0:0:root:/root:/bin/bash\nme:x:1:1::/home/me:/bin/sh\n", "[]", "- a: b", "12",
      "<!DOCTYPE html>\n<p>log in: <a\n", "\u{7f}ELF\u{0}", "-----BEGIN CERTIFICATE-----\nabc:\n: :",
    ])
  func otherFile(text: String) {
    #expect(
      message(text) == "/home/x/.kube/config is not a kubeconfig; name one with --kubeconfig or KUBECONFIG")
  }

  @Test func anUnknownContextIsNamed() {
    #expect(
      message(kubeconfig(), context: "play")
        == "/home/x/.kube/config: context \"play\" does not exist; choose \"work\" with --context")
  }

  @Test(
    "An error about an unknown context names those that there are, at most ten",
    arguments: [
      (1, "choose \"c10\", \"c11\" or \"work\" with --context"),
      (
        12,
        "choose one of " + (10...19).map { "\"c\($0)\"" }.joined(separator: ", ")
          + ", … (14 in all) with --context"
      ),
    ])
  func contexts(last: Int, advice: String) {
    let more = (10...(10 + last)).map { "- {name: c\($0), context: {cluster: here, user: ci}}\n" }.joined()
    let text = kubeconfig().replacing("contexts:\n", with: "contexts:\n" + more)
    #expect(
      message(text, context: "play")
        == "/home/x/.kube/config: context \"play\" does not exist; \(advice)")
  }

  @Test(arguments: [
    ["token: %, x: y: z"], ["token: [%]"], ["token: {%: %}"], ["token: \"%\\n\""], ["token: \"%\\q\""],
    ["token: '%"], ["token: *%"], ["token: !%x y"], ["tokenFile: %"], ["tokenFile: \"%\\n\""],
    ["client-certificate-data: '%!'"], ["client-key-data: '%!'"], ["client-key: %", pair[0]],
    ["client-certificate: '-----BEGIN %'"], ["username: %"], ["password: %"],
    ["auth-provider: {name: x, config: {secret: %}}"], ["exec: %"], ["exec: {command: x, env: [%]}"],
    ["exec: {command: x, env: [{name: A, value: %}]}"], ["exec: {command: x, args: ['%', 1]}"],
    ["exec: {command: x, args: ['%'], apiVersion: %}"], ["as: \"%\\n\"", "token: x"],
    ["token: x", "as-uid: %"],
    ["%"], ["- %"], ["token: x", "token: %"], [pair[0], "client-key-data: \(base64("% hunter2hunter2"))"],
  ])
  func noErrorHoldsASecret(lines: [String]) {
    let secret = "hunter2hunter2"
    let text = kubeconfig(user: lines.map { $0.replacing("%", with: secret) })
    let message = message(text)
    #expect(message != "nothing was refused")
    #expect(!message.contains(secret))
  }

  @Test(arguments: ["server: https://u:%@host", "proxy-url: ftp://u:%@host", "server: %", "server: [%]"])
  func noErrorAboutAClusterHoldsASecret(line: String) {
    let secret = "hunter2hunter2"
    let text = kubeconfig().replacing(
      "server: https://k8s.example:6443",
      with: line.replacing("%", with: secret) + (line.hasPrefix("proxy") ? "\n    server: https://h" : ""))
    let message = message(text)
    #expect(message.hasPrefix("/home/x/.kube/config: cluster \"here\": "))
    #expect(!message.contains(secret))
  }

  @Test func errorsStayOnOneLine() {
    let error = ConfigurationError(place: "a\nb", problem: "c\u{1b}[31m\r")
    #expect(error.description == "a b: c [31m ")
  }

  @Test("A pipe without data until the run ends exits with 75, not as a configuration error")
  func interrupted() {
    let home = ["HOME": "/home/x"]
    let pod = ["KUBERNETES_SERVICE_HOST": "10.0.0.1", "KUBERNETES_SERVICE_PORT": "443"]
    for (path, lines, environment) in [
      ("/home/x/.kube/config", [], home), ("/t", ["tokenFile: /t"], home),
      ("/c", ["client-certificate: /c"], home), ("/pod/ca.crt", [], pod),
    ] {
      var files = MemoryFiles(silent: [path])
      if path != "/home/x/.kube/config", environment == home {
        files.contents["/home/x/.kube/config"] = kubeconfig(user: lines)
      }
      let error = #expect(throws: ConfigurationError.self) { try files.loader(environment).load() }
      #expect(error?.exitStatus == .tempfail)
      #expect(error?.description.contains("a signal or the deadline came first") == true)
    }
  }
}
