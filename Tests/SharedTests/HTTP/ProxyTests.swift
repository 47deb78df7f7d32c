import Testing

@testable import Shared

@Suite("Proxies from the environment", .timeLimit(.minutes(15)))
struct ProxyTests {
  @Test(
    "The proxy is chosen as libcurl chooses it",
    arguments: [
      ([:], nil),
      (["https_proxy": "http://a:1", "HTTPS_PROXY": "http://b:1", "ALL_PROXY": "http://c:1"], "http://a:1"),
      (["https_proxy": "", "HTTPS_PROXY": "http://b:1", "all_proxy": "http://c:1"], "http://b:1"),
      (["all_proxy": "http://a:1", "ALL_PROXY": "http://b:1"], "http://a:1"),
      (["ALL_PROXY": "socks5://b:1"], "socks5h://b:1"), (["HTTPS_PROXY": "proxy:3128"], "http://proxy:3128"),
      (["HTTPS_PROXY": "ftp.example:3128"], "http://ftp.example:3128"),
      (["http_proxy": "http://a:1", "HTTP_PROXY": "http://b:1"], nil),
    ] as [([String: String], String?)])
  func https(environment: [String: String], address: String?) throws {
    #expect(try Proxy.find(in: environment)?.address == address)
  }

  @Test(
    "HTTP_PROXY is ignored for plain HTTP",
    arguments: [
      (["HTTP_PROXY": "http://b:1"], nil), (["http_proxy": "http://a:1", "all_proxy": "b"], "http://a:1"),
      (["HTTPS_PROXY": "http://b:1", "all_proxy": "http://c:1"], "http://c:1"),
    ] as [([String: String], String?)])
  func http(environment: [String: String], address: String?) throws {
    #expect(try Proxy.find(in: environment, scheme: "http")?.address == address)
  }

  @Test("no_proxy wins over NO_PROXY")
  func exceptions() throws {
    let proxy = ["HTTPS_PROXY": "http://a:1"]
    #expect(try Proxy.find(in: proxy)?.exceptions == "")
    #expect(try Proxy.find(in: proxy.merging(["NO_PROXY": "*"]) { $1 })?.exceptions == "*")
    let both = proxy.merging(["NO_PROXY": "*", "no_proxy": "b,.c"]) { $1 }
    #expect(try Proxy.find(in: both)?.exceptions == "b,.c")
  }

  @Test(
    "An error about an invalid proxy names the variable",
    arguments: ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"])
  func wrong(name: String) {
    let error = #expect(throws: ConfigurationError.self) {
      try Proxy.find(in: [name: "http://me:pr0xy-passw0rd@host:99999"])
    }
    #expect(error?.description == "\(name): \(Proxy.expected)")
    #expect(error?.exitStatus == .config)
  }

  @Test("A proxy's user name without a password is not hidden in other text")
  func userName() {
    #expect(Proxy(address: "http://proxy", user: "gatekeeper-17").credentials?.revealed == "gatekeeper-17")
    #expect(Secrets.hide(in: "gatekeeper-17") == "gatekeeper-17")
    _ = Proxy(address: "http://proxy", user: "gatekeeper-17", password: "pass-of-gatekeeper")
    #expect(Secrets.hide(in: "pass-of-gatekeeper") == "***")
  }

  @Test("libcurl's message tells whether the proxy is meant, if NO_PROXY may name the server")
  func isMeant() throws {
    var proxy = Proxy(address: "http://10.0.0.1:3128")
    let (direct, other) = (
      "Failed to connect to k8s.example port 443 after 3 ms: Couldn't connect to server",
      "Failed to connect to 10.0.0.1 port 31280 after 3 ms: Couldn't connect to server"
    )
    #expect(proxy.isMeant(by: direct))
    proxy.exceptions = "k8s.example"
    #expect(!proxy.isMeant(by: direct) && !proxy.isMeant(by: other))
    #expect(
      proxy.isMeant(by: "Failed to connect to 10.0.0.1 port 3128 after 3 ms: Couldn't connect to server"))
    #expect(
      proxy.isMeant(
        by: "Failed to connect to k8s.example port 443 via 10.0.0.1 after 3 ms: Could not connect"))
  }

  @Test("A proxy is shown with its source, without its credentials")
  func shown() throws {
    let environment = ["HTTPS_PROXY": "http://me:pr0xy-passw0rd@10.0.0.1:3128"]
    #expect(try Proxy.find(in: environment)?.shown == "http://10.0.0.1:3128 from HTTPS_PROXY")
    #expect(ServerURL.proxy("socks5://me:x@10.0.0.1")?.shown == "socks5h://10.0.0.1 from proxy-url")
  }
}
