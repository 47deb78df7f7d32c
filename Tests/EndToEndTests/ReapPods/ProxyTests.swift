import Foundation
import SimulatedCloud
import TestSupport
import Testing

@Suite("reap-pods: proxies", .serialized, .cluster, .timeLimit(.minutes(15)))
struct ProxyTests {
  private static let token = "s3cr3t-t0k3n"
  private static let password = "pr0xy-passw0rd"

  /// - Parameter host: the server's name in the kubeconfig; its certificate is valid for both names.
  private func kubeconfig(_ cluster: Cluster, proxy: String?, host: String = "127.0.0.1") throws -> String {
    let line = proxy.map { "\n    proxy-url: \($0)" } ?? ""
    let text = cluster.cloud.kubeconfig(token: Self.token).replacingOccurrences(
      of: "server: \(cluster.cloud.url)", with: "server: https://\(host):\(cluster.cloud.port)\(line)")
    return try cluster.folder.write("proxied-\(UUID())", text)
  }

  @Test("With proxy-url, all requests go through a tunnel, and the proxy sees none of them")
  func tunnel() async throws {
    let proxy = try LoopbackProxy()
    let cluster = try await Cluster(pods: [.expired("one"), .expired("two")])
    let file = try kubeconfig(cluster, proxy: "http://127.0.0.1:\(proxy.port)")
    let run = try await cluster.reap("-A", "-o", "json", kubeconfig: file)
    #expect(run.code == 0)
    #expect(try Report(run).count("deleted") == 2)
    #expect(proxy.tunnels.map(\.target) == ["127.0.0.1:\(cluster.cloud.port)"])
    for secret in [Self.token, "Audit-ID", "Impersonate"] {
      #expect(!proxy.tunnels.contains { $0.head.contains(secret) })
    }
    #expect(cluster.cloud.connectionCount == 1)
    #expect(cluster.requests("DELETE").allSatisfy { $0.httpVersion == "2" })
    proxy.stop()
  }

  @Test("The proxy's user and password go only to the proxy, and errors do not contain the password")
  func credentials() async throws {
    let proxy = try LoopbackProxy(credentials: "me:\(Self.password)")
    let cluster = try await Cluster(pods: [.expired("one")])
    let right = try kubeconfig(cluster, proxy: "http://me:\(Self.password)@127.0.0.1:\(proxy.port)")
    let run = try await cluster.reap("-A", "--log-level", "debug", "-o", "json", kubeconfig: right)
    #expect(run.code == 0)
    #expect(try await cluster.names.isEmpty)
    #expect(!cluster.cloud.requests.contains { $0.header("Proxy-Authorization") != nil })
    #expect(!(run.text + run.errorText).contains(Self.password))
    for user in ["", "me:wr0ng-\(Self.password)@"] {
      let wrong = try kubeconfig(cluster, proxy: "http://\(user)127.0.0.1:\(proxy.port)")
      let refused = try await cluster.reap("-A", "--log-level", "debug", kubeconfig: wrong)
      #expect(refused.code == 69)
      #expect(refused.errorText.contains("407"))
      #expect(!(refused.text + refused.errorText).contains(Self.password))
    }
    proxy.stop()
  }

  @Test("HTTPS_PROXY applies unless NO_PROXY names the server; proxy-url takes precedence over both")
  func environment() async throws {
    let (usual, own) = (try LoopbackProxy(), try LoopbackProxy())
    let cluster = try await Cluster()
    let plain = try kubeconfig(cluster, proxy: nil)
    let variable = ["HTTPS_PROXY": "http://127.0.0.1:\(usual.port)"]
    #expect(try await cluster.reap(["-A"], kubeconfig: plain, environment: variable).code == 0)
    #expect(usual.tunnels.count == 1)
    for exception in ["127.0.0.1", "example.com,127.0.0.0/8", "*"] {
      let both = variable.merging(["NO_PROXY": exception]) { $1 }
      #expect(try await cluster.reap(["-A"], kubeconfig: plain, environment: both).code == 0)
      #expect(usual.tunnels.count == 1)
    }
    let file = try kubeconfig(cluster, proxy: "http://127.0.0.1:\(own.port)")
    let all = variable.merging(["NO_PROXY": "*"]) { $1 }
    #expect(try await cluster.reap(["-A"], kubeconfig: file, environment: all).code == 0)
    #expect(usual.tunnels.count == 1)
    #expect(own.tunnels.count == 1)
    usual.stop()
    own.stop()
  }

  private static let wrongProxies: [String] =
    [
      "http://me:PASSWORD@127.0.0.1:99999", "http://me:PASSWORD@127.0.0.1:0", "ftp://me:PASSWORD@127.0.0.1:1",
      "http://me:PASSWORD x@127.0.0.1:1", "http://me:PASSWORD@:1", "http://me:PASSWORD@127.0.0.1:1/%0a",
      "http://me:PASSWORD/@127.0.0.1:1",
    ]
    + ["%00", "%01", "%0a", "%20"].flatMap {
      [
        "http://me:PASSWORD\($0)@127.0.0.1:1", "http://me\($0):PASSWORD@127.0.0.1:1",
        "http://me:PASSWORD@127.0.0.1\($0):1",
      ]
    }

  @Test(
    "An invalid proxy ends in 78 before any request, without printing its password", arguments: wrongProxies)
  func malformed(proxy: String) async throws {
    let url = proxy.replacingOccurrences(of: "PASSWORD", with: Self.password)
    let cluster = try await Cluster(pods: [.expired("one")])
    let plain = try kubeconfig(cluster, proxy: nil)
    let file = try kubeconfig(cluster, proxy: "\"\(url)\"")
    for format in ["text", "json"] {
      let arguments = ["-A", "--log-level", "debug", "-o", format]
      var runs = [("proxy-url", try await cluster.reap(arguments, kubeconfig: file))]
      for name in ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
        let run = try await cluster.reap(arguments, kubeconfig: plain, environment: [name: url])
        runs.append((name, run))
      }
      for (name, run) in runs {
        #expect(run.code == 78)
        #expect(run.errorText.contains("\(name): expected http://, https:// or socks5://"))
        #expect(!(run.text + run.errorText).contains(Self.password))
        #expect(!run.errorText.contains("retry 1 of"))
      }
    }
    #expect(cluster.cloud.connectionCount == 0)
    #expect(try await cluster.names == ["buildlet-one"])
  }

  @Test("Every client checks the proxy in the environment, including those for Google and a collector")
  func everyClient() async throws {
    let wrong = "http://me:\(Self.password)@127.0.0.1:99999"
    let project = try await MonitoringProject()
    let google = try await project.run("-o", "json", environment: ["HTTPS_PROXY": wrong])
    let cluster = try await GoogleCluster()
    let gke = try await cluster.reap(["-o", "json"], environment: ["HTTPS_PROXY": wrong])
    let sampler = try await Sampler()
    let otlp = try await sampler.sample(
      0, ["--to", "otlp:http://127.0.0.1:1", "--cluster-name", "c"], environment: ["http_proxy": wrong])
    for (name, run) in [("HTTPS_PROXY", google), ("HTTPS_PROXY", gke), ("http_proxy", otlp)] {
      #expect(run.code == 78)
      #expect(run.errorText.contains(name))
      #expect(!(run.text + run.errorText).contains(Self.password))
    }
    #expect(project.google.requestCount + cluster.google.requestCount + cluster.cloud.requestCount == 0)
    await project.google.stop()
    await cluster.stop()
    await sampler.google.stop()
  }

  @Test("The proxy receives the user and password without percent-encoding")
  func encodedCredentials() async throws {
    let proxy = try LoopbackProxy(credentials: "m@e:\(Self.password)/%41:")
    let cluster = try await Cluster(pods: [.expired("one")])
    let url = "127.0.0.1:\(proxy.port)"
    let file = try kubeconfig(cluster, proxy: "http://m%40e:\(Self.password)%2f%2541%3A@\(url)")
    #expect(try await cluster.reap("-A", kubeconfig: file).code == 0)
    #expect(try await cluster.names.isEmpty)
    // The environment variable may omit the scheme.
    let plain = try kubeconfig(cluster, proxy: nil)
    let environment = ["HTTPS_PROXY": "m%40e:\(Self.password)%2f%2541%3A@\(url)"]
    #expect(try await cluster.reap(["-A"], kubeconfig: plain, environment: environment).code == 0)
    #expect(!proxy.tunnels.isEmpty)
    proxy.stop()
  }

  @Test("With socks5, the proxy resolves the host name")
  func socks() async throws {
    let proxy = try LoopbackProxy()
    let cluster = try await Cluster(pods: [.expired("one")])
    let file = try kubeconfig(cluster, proxy: "socks5://127.0.0.1:\(proxy.port)", host: "localhost")
    #expect(try await cluster.reap("-A", kubeconfig: file).code == 0)
    #expect(try await cluster.names.isEmpty)
    #expect(proxy.tunnels.map(\.target) == ["localhost:\(cluster.cloud.port)"])
    proxy.stop()
  }

  @Test("A proxy that is unreachable, or that cannot reach the server, ends in 69", arguments: [false, true])
  func unreachable(isThere: Bool) async throws {
    let proxy = try LoopbackProxy()
    let cluster = try await Cluster(pods: [.expired("one")])
    let file = try kubeconfig(cluster, proxy: "http://127.0.0.1:\(isThere ? proxy.port : 1)")
    await cluster.cloud.stop()
    let run = try await cluster.reap("-A", kubeconfig: file)
    #expect(run.code == 69)
    #expect(proxy.tunnels.isEmpty == !isThere)
    #expect(
      run.errorText.contains("cannot reach the proxy http://127.0.0.1:1 from proxy-url (connection refused; ")
        == !isThere)
    proxy.stop()
  }
}
