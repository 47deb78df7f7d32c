import Testing

@testable import Shared

@Suite(.timeLimit(.minutes(15))) struct ServerURLTests {
  @Test(arguments: [
    ("https://host", "https://host"), ("https://host:6443", "https://host:6443"),
    ("HTTPS://host/", "https://host"), ("https://host/k8s/clusters/c-1//", "https://host/k8s/clusters/c-1"),
    ("https://[::1]:6443", "https://[::1]:6443"),
    ("https://10.0.0.1:443/a%20b", "https://10.0.0.1:443/a%20b"),
  ])
  func aServerIsKeptWithoutTheLastSlash(text: String, url: String) {
    #expect(ServerURL.normalize(text) == url)
  }

  @Test(arguments: [
    "", "host", "host:443", "http://host", "https://", "https:///path", "https://user:pw@host",
    "https://host?x=1", "https://host#x", "https://host:", "https://host:0", "https://host:65536",
    "https://host:443x", "https://[::1", "https://[]", "https://[::1]x", "https://ho st", "https://host\n",
    "https://host\\x", "https://höst", " https://host", "https://host:+443",
  ])
  func anythingElseIsRefused(text: String) {
    #expect(ServerURL.normalize(text) == nil)
  }

  @Test(arguments: [
    ("http://proxy:3128", "http://proxy:3128"), ("https://u:p@proxy", "https://u:p@proxy"),
    ("socks5://proxy:1080", "socks5h://proxy:1080"), ("HTTP://proxy", "http://proxy"),
  ])
  func aProxyIsAsLibcurlTakesIt(text: String, url: String) {
    #expect(ServerURL.proxy(text) == url)
  }

  @Test(arguments: [
    "proxy:3128", "ftp://proxy", "socks4://proxy", "http://", "http:///x", "http://pro xy", "",
  ])
  func anyOtherProxyIsRefused(text: String) {
    #expect(ServerURL.proxy(text) == nil)
  }
}
