import Shared
import Testing

@Suite("Tables", .timeLimit(.minutes(15)))
struct TextTableTests {
  @Test("The widest cell sets the width; an empty cell is a dash; nothing trails")
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
