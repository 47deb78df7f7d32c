import Testing

@testable import Shared

@Suite(.timeLimit(.minutes(15))) struct ServerURLTests {
  @Test(arguments: [
    ("https://host", "https://host"), ("https://host:6443", "https://host:6443"),
    ("HTTPS://host/", "https://host"), ("https://host/k8s/clusters/c-1//", "https://host/k8s/clusters/c-1"),
    ("https://[::1]:6443", "https://[::1]:6443"),
    ("https://10.0.0.1:443/a%20b", "https://10.0.0.1:443/a%20b"),
    ("https://[FD00:0::1]:06443", "https://[fd00::1]:6443"), ("https://10.1", "https://10.0.0.1"),
    ("https://[fe80::1%25eth0]", "https://[fe80::1%25eth0]"),
  ])
  func aServerIsKeptWithoutTheLastSlash(text: String, url: String) {
    #expect(ServerURL.normalize(text) == url)
  }

  @Test(arguments: [
    "", "host", "host:443", "http://host", "https://", "https:///path", "https://user:pw@host",
    "https://host?x=1", "https://host#x", "https://host:", "https://host:0", "https://host:65536",
    "https://host:443x", "https://[::1", "https://[]", "https://[::1]x", "https://ho st", "https://host\n",
    "https://host\\x", "https://höst", " https://host", "https://host:+443", "https://@host",
    "https:/host", "https://a%41b", "https://host?", "https://host#",
  ])
  func anythingElseIsRefused(text: String) {
    #expect(ServerURL.normalize(text) == nil)
  }

  @Test(
    arguments: [
      ("http://proxy:3128", "http://proxy:3128", nil, nil), ("https://u:p@proxy", "https://proxy", "u", "p"),
      ("socks5://proxy:1080", "socks5h://proxy:1080", nil, nil), ("HTTP://proxy/", "http://proxy", nil, nil),
      ("socks5h://[::1]:1080", "socks5h://[::1]:1080", nil, nil),
      ("http://me@10.0.0.1:65535", "http://10.0.0.1:65535", "me", nil),
      ("http://m%40e:p%3a%2541%C3%A9@proxy", "http://proxy", "m@e", "p:%41é"),
    ] as [(String, String, String?, String?)])
  func aProxyIsTakenApartForLibcurl(text: String, address: String, user: String?, password: String?) {
    #expect(ServerURL.proxy(text) == Proxy(address: address, user: user, password: password))
  }

  @Test(
    arguments: [
      "proxy:3128", "ftp://proxy", "socks4://proxy", "socks://proxy", "http://", "http:///x", "http:/x",
      "http://pro xy",
      "", "http://proxy:0", "http://proxy:65536", "http://proxy:99999", "http://proxy:+80", "http://proxy:x",
      "http://u:p w@proxy", "http://u:p\tw@proxy", "http://u:p\n@proxy", "http://u:p\u{7f}@proxy",
      "http://u:ü@proxy", "http://proxy/path", "http://proxy?q", "http://proxy#f", "http://u:a/b@proxy:1",
      "http://u:1/b@proxy:1", "http://u:p@a@b", "http://u:p@", "http://:80", "http://[::1",
      "http://[fe80::1%25x]",
      "http://pro%2fxy", "http://a%40b", "http://u:%FF@proxy", "http://proxy/%0a",
    ]
      + ["%00", "%01", "%0a", "%0D", "%09", "%1f", "%20", "%7F"].flatMap {
        ["http://u:p\($0)@proxy:1", "http://u\($0):p@proxy:1", "http://proxy\($0):1", "http://\($0):1"]
      })
  func anyOtherProxyIsRefused(text: String) {
    #expect(ServerURL.proxy(text) == nil)
  }

  @Test func aServerNameIsWhatLibcurlMakesOfIt() {
    for name in ["kubernetes", "kubernetes.default.svc", "127.0.0.2", "A-b.c"] {
      #expect(ServerURL.isServerName(name), "\(name)")
    }
    for name in ["127.2", "0x7f000002", "2130706434", "017700000002", "0127.0.0.1", "kubernetes.", ""] {
      #expect(!ServerURL.isServerName(name), "\(name)")
    }
  }

  @Test func aHostNameIsNothingElse() {
    for name in ["a", "kubernetes.default.svc", "10.0.0.1", "A-b_c.9"] { #expect(ServerURL.isHostName(name)) }
    for name in ["", "a/b@c", "a:1", "a b", "a?b", "a#b", "a\n", "ä", "[::1]", "a%2f"] {
      #expect(!ServerURL.isHostName(name))
    }
  }
}
