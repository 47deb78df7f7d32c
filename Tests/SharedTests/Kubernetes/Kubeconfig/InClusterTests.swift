import Shared
import Testing

@Suite(.timeLimit(.minutes(15))) struct InClusterTests {
  private let files = MemoryFiles(contents: [
    "/pod/token": "t0ken\n", "/pod/ca.crt": TestCertificates.authority, "/pod/namespace": "builds\n",
  ])
  private let pod = ["KUBERNETES_SERVICE_HOST": "10.0.0.1", "KUBERNETES_SERVICE_PORT": "443"]

  @Test func aPodKnowsItsCluster() throws {
    let configuration = try files.loader(pod).load()
    #expect(configuration.server == "https://10.0.0.1:443")
    #expect(configuration.context == nil)
    #expect(configuration.namespace == "builds")
    #expect(configuration.authorities == .pem(Array(TestCertificates.authority.utf8)))
    #expect(configuration.credential.bearerPath == "/pod/token")
  }

  @Test(arguments: ["fd00::1", "[fd00::1]"])
  func anIPv6AddressGetsBrackets(host: String) throws {
    let environment = ["KUBERNETES_SERVICE_HOST": host, "KUBERNETES_SERVICE_PORT": "6443"]
    #expect(try files.loader(environment).load().server == "https://[fd00::1]:6443")
  }

  @Test func withoutANamespaceItIsTheDefault() throws {
    var files = files
    files.contents["/pod/namespace"] = nil
    #expect(try files.loader(pod).load().namespace == "default")
    files.contents["/pod/namespace"] = " \n"
    #expect(try files.loader(pod).load().namespace == "default")
  }

  @Test func anEmptyKubeconfigLeadsToThePod() throws {
    var files = files
    files.contents["/home/x/.kube/config"] = "apiVersion: v1\nkind: Config\nclusters: []\nusers: null\n"
    let environment = pod.merging(["HOME": "/home/x"]) { $1 }
    #expect(try files.loader(environment).load().context == nil)
  }

  @Test(arguments: ["current-context: x", "users: [{name: x, user: {token: y}}]"])
  func aKubeconfigThatSaysAnythingDoesNot(text: String) {
    var files = files
    files.contents["/home/x/.kube/config"] = text
    let environment = pod.merging(["HOME": "/home/x"]) { $1 }
    #expect(throws: ConfigurationError.self) { try files.loader(environment).load() }
  }

  @Test func aContextIsNeverThePod() {
    #expect(throws: ConfigurationError.self) { try files.loader(pod).load(context: "work") }
  }

  @Test(arguments: [
    (nil, "/pod/ca.crt: No such file or directory"),
    ("garbage", "/pod/ca.crt: there is no PEM certificate in it"),
  ])
  func withoutAuthoritiesAPodIsRefused(text: String?, message: String) {
    var files = files
    files.contents["/pod/ca.crt"] = text
    let error = #expect(throws: ConfigurationError.self) { try files.loader(pod).load() }
    #expect(error?.description == message)
  }

  @Test func aPortThatIsNoneIsRefused() {
    let environment = ["KUBERNETES_SERVICE_HOST": "10.0.0.1", "KUBERNETES_SERVICE_PORT": "tcp://x"]
    let error = #expect(throws: ConfigurationError.self) { try files.loader(environment).load() }
    #expect(
      error?.description == "KUBERNETES_SERVICE_HOST, KUBERNETES_SERVICE_PORT: not a host and a port")
  }
}
