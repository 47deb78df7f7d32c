import Foundation
import Shared
import Testing

@testable import sample_capacity

@Suite("The page's policy allows its style sheet and nothing else", .timeLimit(.minutes(15)))
struct PolicyTests {
  /// What a browser does: it hashes the bytes between the tags.
  private func allowsStyle(_ html: String) throws -> Bool {
    let page = try PageScanner(html)
    let policy = page.elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }?.attributes[
      "content"]
    let hash = Data(sha256Digest(Array(page.style.utf8))).base64EncodedString()
    return policy?.contains("style-src &#39;sha256-\(hash)&#39;;") == true
  }

  @Test("The hash is of the bytes between the tags", arguments: PageFixture.allCases)
  func hash(fixture: PageFixture) throws {
    #expect(try allowsStyle(fixture.html))
    #expect(fixture.html.contains("content=\"default-src &#39;none&#39;; style-src"))
  }

  @Test("One line break more in the style sheet is noticed")
  func wrongHash() throws {
    let html = PageFixture.busy.html
    #expect(try !allowsStyle(html.replacing("</style>", with: "\n</style>")))
    #expect(try !allowsStyle(html.replacing("sha256-", with: "sha256-A")))
  }

  @Test("SHA-256 is that of FIPS 180-4")
  func fips() {
    let digest = sha256Digest(Array("abc".utf8)).map {
      String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
    }
    .joined()
    #expect(digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
