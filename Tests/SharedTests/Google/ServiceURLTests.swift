import Testing

@testable import Shared

@Suite("URLs that may receive a secret", .timeLimit(.minutes(15)))
struct ServiceURLTests {
  @Test(
    "A URL with TLS or on this machine is allowed",
    arguments: [
      "https://sts.googleapis.com/v1/token", "HTTPS://x", "http://127.0.0.1:8080/a?b=c", "http://[::1]:1",
      "http://localhost", "http://127.1.2.3",
      "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/a@b.c:generateAccessToken",
    ])
  func good(url: String) { #expect(ServiceURL.checked(url) != nil) }

  @Test(
    "Any other URL is refused",
    arguments: [
      "http://oauth2.googleapis.com/token", "http://127.0.0.1.example/", "http://localhost.example",
      "http://127.0.0.1@evil.example/", "https://me:pw@x/", "https://x/#f", "https://x/a b", "https://",
      "ftp://x", "file:///etc/passwd", "//x", "x", "https://x\\y", "http://128.0.0.1", "http://127.1",
      "http://169.254.169.254/", "https://x:0", "https://x/\r\nA: b", "http://[::2]/",
      "http://0127.0.0.1/", "http://0177.0.0.1/", "http://127%2e0.0.1/", "http:///127.0.0.1/",
      "http://[::1%25lo]/",
    ])
  func bad(url: String) { #expect(ServiceURL.checked(url) == nil) }

  @Test("A metadata server may be reached without TLS")
  func linkLocal() {
    #expect(ServiceURL.checked("http://169.254.169.254/t", allowsLinkLocal: true) != nil)
    #expect(ServiceURL.checked("http://169.255.169.254/t", allowsLinkLocal: true) == nil)
  }

  @Test("A base URL has no trailing slash and no query")
  func base() {
    #expect(ServiceURL.base("https://x/a//") == "https://x/a")
    #expect(ServiceURL.base("http://127.0.0.1:80/") == "http://127.0.0.1:80")
    #expect(ServiceURL.base("https://x/?a") == nil)
  }

  @Test("Services have default URLs that variables override")
  func services() throws {
    func url(_ variables: [String: String], _ domain: String = "googleapis.com") throws -> String {
      try GoogleService.monitoring.url(environment: GoogleEnvironment(variables), universeDomain: domain)
    }
    let variable = "CLOUDSDK_API_ENDPOINT_OVERRIDES_MONITORING"
    #expect(try url([:]) == "https://monitoring.googleapis.com")
    #expect(try url([:], "example.goog") == "https://monitoring.example.goog")
    #expect(try url([variable: ""]) == "https://monitoring.googleapis.com")
    #expect(try url([variable: "http://127.0.0.1:9/"]) == "http://127.0.0.1:9")
    let error = #expect(throws: ConfigurationError.self) { try url([variable: "http://x/"]) }
    #expect(error?.place == variable)
    #expect(
      try GoogleService.container.url(
        environment: GoogleEnvironment([variable: "https://x"]), universeDomain: "googleapis.com")
        == "https://container.googleapis.com")
  }

  @Test("A query that may hold a secret is hidden")
  func shown() {
    var request = HTTPRequest(.get, "https://x/a?token=s3cret", repeatability: .safe)
    #expect(request.shownURL == "https://x/a?token=s3cret")
    request.hideQuery()
    #expect(request.shownURL == "https://x/a?…")
  }
}
