import Shared
import Testing

@Suite("Arguments", .timeLimit(.minutes(15)))
struct ArgumentsTests {
  @Test("A value that names something must not be blank", arguments: ["", " ", "\t\n"])
  func blank(value: String) {
    #expect(throws: (any Error).self) { try nonBlank(value) }
  }

  @Test("A label selector must not be blank, and an error in it says where", arguments: ["", " ", "a in b"])
  func selector(value: String) throws {
    #expect(try labelSelector("a in (b)").text == "a in (b)")
    let error = try #require(throws: (any Error).self) { try labelSelector(value) }
    let isBlank = value.trimmed.isEmpty
    #expect("\(error)".contains(isBlank ? "the value is empty" : "at character 6: found 'b', expected '('"))
  }

  @Test("A namespace's name, and the key of an annotation, are what Kubernetes allows")
  func names() throws {
    #expect(try namespaceName("kube-system") == "kube-system")
    #expect(try metadataKey("Example.com/delete_At") == "Example.com/delete_At")
    for name in ["", "a,b", "a b", "A", "a/b", "..", "-a", "é", String(repeating: "a", count: 64)] {
      #expect(throws: (any Error).self) { try namespaceName(name) }
    }
    for key in ["", "a b", " a", "a/b/c", "é"] {
      #expect(throws: (any Error).self) { try metadataKey(key) }
    }
  }

  @Test("An option without its value is spelt out, but not what stands behind --")
  func spelling() {
    let arguments = ["-n", "a", "--dry-run", "--dry-run=client", "--", "--dry-run"]
    #expect(
      spellOut("--dry-run", as: "client", of: ["client", "server"], in: arguments)
        == ["-n", "a", "--dry-run=client", "--dry-run=client", "--", "--dry-run"])
    for whole in [["--dry-run", "server", "-A"], ["--dry-run", "client"], ["a", "server"]] {
      #expect(spellOut("--dry-run", as: "client", of: ["client", "server"], in: whole) == whole)
    }
    #expect(
      spellOut(
        "--dry-run", as: "client", of: ["server"], in: ["--dry-run", "serve", "--dry-run", "--", "server"])
        == ["--dry-run=client", "serve", "--dry-run=client", "--", "server"])
  }
}
