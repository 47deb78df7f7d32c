import Testing

@testable import reap_pods

@Suite("The file of pods in use", .timeLimit(.minutes(15)))
struct InUseFileTests {
  @Test("Each line holds one name; comments and white space are ignored")
  func names() throws {
    let text = "# written by the coordinator\nbuildlet-a\n  builds/buildlet-b  # busy\r\n\nbuildlet-c\n"
    let file = try InUseFile(text: text, source: "f")
    #expect(file.names == ["buildlet-a", "builds/buildlet-b", "buildlet-c"])
  }

  @Test("The output of kubectl get pods -o name is understood")
  func kubectl() throws {
    let file = try InUseFile(text: "pod/buildlet-a\n", source: "f")
    #expect(file.names == ["pod/buildlet-a", "buildlet-a"])
  }

  @Test(
    "A file without names is accepted only with the end mark",
    arguments: ["# end", "# pods\n# end\n", "  # end  "])
  func wholeButEmpty(text: String) throws {
    #expect(try InUseFile(text: text, source: "f").names.isEmpty)
  }

  @Test(
    "A file that may not have been written completely is refused",
    arguments: [
      "", "\n\n", "# pods in use\n", "# END", "#end of it", "buildlet a\n", "a/b/c\n", "builds/\n",
      "Buildlet\n",
    ])
  func unusable(text: String) {
    #expect(throws: SourceError.self) { try InUseFile(text: text, source: "f") }
  }

  @Test("The error gives the line number, not the line's text")
  func message() {
    #expect(throws: SourceError(source: "f", problem: "line 2 is not a pod name")) {
      try InUseFile(text: "a\nhunter 2\n", source: "f")
    }
  }
}
