import Testing

@testable import Shared

@Suite(.timeLimit(.minutes(15))) struct KubeconfigFilesTests {
  private let environment = ["HOME": "/home/x", "KUBECONFIG": ":/a::/missing:/b:/a:"]

  private func named(_ name: String, server: String) -> String {
    kubeconfig(server: server).replacing("work", with: name)
  }

  @Test func theFileInTheHomeFolderIsTheDefault() throws {
    let files = MemoryFiles(contents: ["/home/x/.kube/config": kubeconfig()])
    #expect(try files.loader(["HOME": "/home/x"]).load().server == "https://k8s.example:6443")
    #expect(try files.loader(["HOME": "/home/x", "KUBECONFIG": ""]).load().context == "work")
  }

  @Test func anExplicitFileIsAlone() throws {
    let files = MemoryFiles(contents: [
      "/a": named("a", server: "https://a"), "/explicit": named("e", server: "https://e"),
    ])
    let configuration = try files.loader(environment).load(kubeconfig: "/explicit")
    #expect(configuration.server == "https://e")
    #expect(throws: ConfigurationError.self) {
      try files.loader(environment).load(kubeconfig: "/explicit", context: "a")
    }
  }

  @Test(arguments: [
    ("/nowhere", "/nowhere: there is no such kubeconfig"),
    ("/empty", "/empty: it defines no clusters, users or contexts; use another kubeconfig"),
    ("/locked", "/locked: Permission denied"),
  ])
  func anExplicitFileMustSaySomething(path: String, message: String) {
    let files = MemoryFiles(
      contents: ["/empty": "", "/home/x/.kube/config": kubeconfig(), "/pod/token": "t"], locked: ["/locked"])
    let pod = ["HOME": "/home/x", "KUBERNETES_SERVICE_HOST": "10.0.0.1", "KUBERNETES_SERVICE_PORT": "443"]
    let error = #expect(throws: ConfigurationError.self) {
      try files.loader(pod).load(kubeconfig: path)
    }
    #expect(error?.description == message)
    #expect(error?.exitStatus == .config)
  }

  @Test func severalFilesAreMergedAndTheFirstEntryWins() throws {
    let second = """
      current-context: second
      clusters:
      - {name: here, cluster: {server: 'https://other', tls-server-name: other}}
      - {name: there, cluster: {server: 'https://there'}}
      contexts:
      - {name: second, context: {cluster: there, user: ci}}
      """
    let files = MemoryFiles(contents: ["/a": kubeconfig(), "/b": second])
    let first = try files.loader(environment).load()
    #expect(first.context == "work")
    #expect(first.server == "https://k8s.example:6443")
    #expect(first.serverName == nil)
    #expect(try files.loader(environment).load(context: "second").server == "https://there")
  }

  @Test func aLaterFileChangesNoUserAndNoContext() throws {
    let second = """
      users:
      - {name: ci, user: {token: other}}
      contexts:
      - {name: work, context: {cluster: here, user: ci, namespace: other}}
      """
    let files = MemoryFiles(contents: ["/a": kubeconfig(), "/b": second])
    let configuration = try files.loader(environment).load()
    #expect(configuration.credential.bearerText == "hunter2")
    #expect(configuration.namespace == "default")
  }

  @Test func aContextThatIsChosenBringsItsNamespace() throws {
    let second = """
      contexts:
      - {name: second, context: {cluster: here, user: ci, namespace: builds}}
      """
    let files = MemoryFiles(contents: ["/a": kubeconfig(), "/b": second])
    #expect(try files.loader(environment).load(context: "second").namespace == "builds")
    #expect(try files.loader(environment).load().namespace == "default")
  }

  @Test func theCurrentContextIsTheFirstThatIsNotEmpty() throws {
    let first = "current-context: ''\n"
    let files = MemoryFiles(contents: ["/a": first, "/b": kubeconfig()])
    #expect(try files.loader(environment).load().context == "work")
  }

  @Test func relativePathsAreSeenFromTheFileThatNamesThem() throws {
    let files = MemoryFiles(contents: [
      "/one/config": kubeconfig(user: ["tokenFile: t"]), "/one/t": "first",
      "/two/config": kubeconfig(user: ["tokenFile: t"]).replacing("work", with: "two").replacing(
        "ci", with: "cj"),
      "/two/t": "second",
    ])
    let loader = files.loader(["KUBECONFIG": "/one/config:/two/config"])
    #expect(try loader.load().credential.bearerPath == "/one/t")
    #expect(try loader.load(context: "two").credential.bearerPath == "/two/t")
  }

  @Test(arguments: ["users: [", "users: {}", "kind: Pod", "apiVersion: v2", "[]", "users: [{user: {}}]"])
  func oneBadFileFailsTheWhole(text: String) {
    let files = MemoryFiles(contents: ["/a": kubeconfig(), "/b": text])
    let error = #expect(throws: ConfigurationError.self) { try files.loader(environment).load() }
    #expect(error?.description.contains("/b") == true)
  }

  @Test func anUnreadableFileFailsTheWhole() {
    let files = MemoryFiles(contents: ["/a": kubeconfig()], locked: ["/b"])
    let error = #expect(throws: ConfigurationError.self) { try files.loader(environment).load() }
    #expect(error?.description == "/b: Permission denied")
  }

  @Test(
    arguments: [
      (
        [:], nil,
        "no cluster configured (KUBECONFIG and HOME are not set). Use --kubeconfig FILE or set KUBECONFIG."
      ),
      (
        ["HOME": "/home/x"], nil,
        "no cluster configured (looked in /home/x/.kube/config). Use --kubeconfig FILE or set KUBECONFIG."
      ),
      (
        ["KUBECONFIG": "/a:/b"], "work",
        "no context \"work\" (looked in /a, /b). Use --kubeconfig FILE or set KUBECONFIG."
      ),
    ] as [([String: String], String?, String)])
  func withoutAnyFileItSaysWhereItLooked(environment: [String: String], context: String?, message: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try MemoryFiles().loader(environment).load(context: context)
    }
    #expect(error?.description == message)
  }
}

extension Credential {
  var bearerPath: String? { if case .tokenFile(let path) = bearer { path } else { nil } }
  var bearerText: String? { if case .token(let secret) = bearer { secret.revealed } else { nil } }
  var plugin: ExecPlugin? { if case .exec(let plugin) = bearer { plugin } else { nil } }
}
