import Shared
import Testing

@Suite("Arguments")
struct ArgumentsTests {
  @Test("A value that names something must not be blank", arguments: ["", " ", "\t\n"])
  func blank(value: String) {
    #expect(throws: (any Error).self) { try nonBlank(value) }
  }

  @Test("An option without its value is spelt out, but not what stands behind --")
  func spelling() {
    let arguments = ["-n", "a", "--dry-run", "--dry-run=client", "--", "--dry-run"]
    #expect(
      spellOut("--dry-run", as: "--dry-run=client", in: arguments)
        == ["-n", "a", "--dry-run=client", "--dry-run=client", "--", "--dry-run"])
  }
}
