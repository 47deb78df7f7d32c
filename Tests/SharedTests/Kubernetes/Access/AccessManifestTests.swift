import Shared
import Testing

@Suite("Roles from rules", .timeLimit(.minutes(15)))
struct AccessManifestTests {
  @Test("Verbs about the same objects are one rule, and each verb is there once")
  func grouped() throws {
    let lines = AccessManifest(
      tool: "tool",
      [
        AccessRule("list", "pods", in: "a", for: "x"),
        AccessRule("get", "leases", group: "g", in: "a", for: "y"),
        AccessRule("get", "pods", in: "a", for: "z"), AccessRule("list", "pods", in: "a", for: "again"),
        AccessRule("get", "pods", name: "one", in: "a", for: "w", isOptional: true),
      ]
    ).lines
    #expect(
      lines[...19] == [
        "apiVersion: rbac.authorization.k8s.io/v1", "kind: Role", "metadata:", "  name: tool",
        "  namespace: 'a'", "rules:",
        "  # list: x", "  # get: z", "  - apiGroups: ['']", "    resources: [pods]", "    verbs: [list, get]",
        "  # get: y", "  - apiGroups: ['g']", "    resources: [leases]", "    verbs: [get]",
        "  # get: w (optional)", "  - apiGroups: ['']", "    resources: [pods]",
        "    resourceNames: ['one']", "    verbs: [get]",
      ])
  }

  @Test("Names stay texts, whatever they look like", arguments: ["on", "1", "null", "it's", "a: b", "#"])
  func quoted(name: String) throws {
    let rule = AccessRule("get", "pods", name: name, in: name, for: "x")
    let lines = AccessManifest(tool: "tool", [rule]).lines
    let documents = lines.split(separator: "---").map { $0.joined(separator: "\n") }
    #expect(documents.count == 2)
    let role = JSONCursor(try JSONValue(yaml: Array(try #require(documents.first).utf8)))
    #expect(try role["metadata"]["namespace"].string() == name)
    #expect(try role["rules"].elements()[0]["resourceNames"].elements()[0].string() == name)
  }

  @Test("Without rules there are no documents")
  func empty() {
    #expect(AccessManifest(tool: "tool", []).lines.isEmpty)
  }
}
