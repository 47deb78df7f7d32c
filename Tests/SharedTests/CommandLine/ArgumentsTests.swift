import ArgumentParser
import Shared
import Testing

@Suite("Argument values", .timeLimit(.minutes(15)))
struct ArgumentsTests {
  @Test("A blank name is an error", arguments: ["", " ", "\t\n"])
  func blank(value: String) {
    let error = #expect(throws: ValidationError.self) { try nonBlank(value) }
    #expect(error?.message == "the value is empty; is a variable unset?")
  }

  @Test(
    "A blank or invalid label selector is an error that says what is wrong", arguments: ["", " ", "a in b"])
  func selector(value: String) throws {
    #expect(try labelSelector("a in (b)").text == "a in (b)")
    let error = try #require(throws: ValidationError.self) { try labelSelector(value) }
    let isBlank = value.trimmed.isEmpty
    #expect(
      error.message.contains(isBlank ? "the value is empty" : "at character 6: found 'b', expected '('"))
  }

  @Test("A namespace's name and an annotation's key follow the rules of Kubernetes")
  func names() throws {
    #expect(try namespaceName("kube-system") == "kube-system")
    #expect(try metadataKey("Example.com/delete_At") == "Example.com/delete_At")
  }

  @Test(
    "A name that no namespace can have is an error",
    arguments: [
      ("", "the value is empty"), (String(repeating: "a", count: 64), "it is longer than 63 characters"),
    ] + ["a,b", "a b", "A", "a/b", "..", "-a", "é"].map { ($0, "only a-z, 0-9 and '-' are allowed") })
  func wrongNamespace(name: String, message: String) throws {
    let error = try #require(throws: ValidationError.self) { try namespaceName(name) }
    #expect(error.message.contains(message))
  }

  @Test(
    "A key that no annotation can have is an error",
    arguments: [
      ("", "the value is empty"), ("a b", "only letters, digits, '-', '_' and '.' are allowed"),
      (" a", "only letters, digits, '-', '_' and '.' are allowed"), ("a/b/c", "it may have only one '/'"),
      ("é", "only letters, digits, '-', '_' and '.' are allowed"),
    ])
  func wrongKey(key: String, message: String) throws {
    let error = try #require(throws: ValidationError.self) { try metadataKey(key) }
    #expect(error.message.contains(message))
  }
}
