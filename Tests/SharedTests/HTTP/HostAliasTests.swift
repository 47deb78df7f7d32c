import Testing

@testable import Shared

@Suite("Servers whose certificate has another name", .timeLimit(.minutes(15)))
struct HostAliasTests {
  private func makeAlias(_ url: String, name: String? = "kubernetes") -> HostAlias? {
    HostAlias(settings: HTTPSettings(tls: TLSSettings(serverName: name), userAgent: "test"), url: url)
  }

  @Test(
    "The URL has the certificate's name; the connection and the Host header keep the address",
    arguments: [
      (
        "https://10.0.0.1:6443/api/v1/pods?limit=5", "https://kubernetes:6443/api/v1/pods?limit=5",
        "kubernetes:6443:10.0.0.1:6443", "10.0.0.1:6443"
      ),
      (
        "https://api.example/version", "https://kubernetes/version", "kubernetes:443:api.example:443",
        "api.example"
      ),
      (
        "https://[fd00::1]:6443", "https://kubernetes:6443", "kubernetes:6443:[fd00::1]:6443",
        "[fd00::1]:6443"
      ),
      ("https://[fd00::1]/x", "https://kubernetes/x", "kubernetes:443:[fd00::1]:443", "[fd00::1]"),
    ])
  func rewritten(url: String, aliased: String, connectTo: String, host: String) throws {
    let alias = try #require(makeAlias(url))
    #expect(alias.url == aliased)
    #expect(alias.connectTo == connectTo)
    #expect(alias.hostHeader == host)
  }

  @Test("Without another name the URL stays the same")
  func none() {
    #expect(makeAlias("https://10.0.0.1", name: nil) == nil)
  }
}
