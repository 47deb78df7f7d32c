import Shared
import Testing

@Suite("Tables", .timeLimit(.minutes(15)))
struct TextTableTests {
  @Test("Columns fit their widest cell, empty cells are dashes, and no line has trailing space")
  func columns() {
    var table = TextTable(["NAME", "REASON", "DETAIL"])
    table.add(["buildlet-1", "expired", "long ago"])
    table.add(["b", "", ""])
    #expect(
      table.lines == [
        "NAME         REASON    DETAIL", "buildlet-1   expired   long ago", "b            -         -",
      ])
  }
}
