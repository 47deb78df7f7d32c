import Testing

@testable import reap_pods

@Suite("The file of pods in use", .timeLimit(.minutes(15)))
struct InUseFileTests {
  @Test("A name a line, comments and white space left out")
  func names() throws {
    let text = "# written by the coordinator\nbuildlet-a\n  builds/buildlet-b  # busy\r\n\nbuildlet-c\n"
    let file = try InUseFile(text: text, source: "f")
    #expect(file.names == ["buildlet-a", "builds/buildlet-b", "buildlet-c"])
  }

  @Test(
    "A file without names counts only with its end mark",
    arguments: ["# end", "# pods\n# end\n", "  # end  "])
  func wholeButEmpty(text: String) throws {
    #expect(try InUseFile(text: text, source: "f").names.isEmpty)
  }

  @Test(
    "A file that may have failed to be written is refused",
    arguments: [
      "", "\n\n", "# pods in use\n", "# END", "#end of it", "buildlet a\n", "a/b/c\n", "builds/\n",
      "Buildlet\n",
    ])
  func unusable(text: String) {
    #expect(throws: SourceError.self) { try InUseFile(text: text, source: "f") }
  }

  @Test("The error names the line and not what it says")
  func message() {
    #expect(throws: SourceError(source: "f", problem: "line 2 is no pod's name")) {
      try InUseFile(text: "a\nhunter 2\n", source: "f")
    }
  }
}
