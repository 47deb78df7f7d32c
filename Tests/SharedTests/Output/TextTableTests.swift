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
      table.lines() == [
        "NAME         REASON    DETAIL", "buildlet-1   expired   long ago", "b            -         -",
      ])
  }

  @Test("A droppable column that is the same in all rows is left out, unless there is only one row")
  func droppable() {
    var table = TextTable(["NAMESPACE", "NAME", "REASON"], droppable: ["NAMESPACE", "REASON"])
    table.add(["builds", "a", "expired"])
    #expect(table.lines() == ["NAMESPACE   NAME   REASON", "builds      a      expired"])
    table.add(["builds", "b", "finished"])
    #expect(table.lines() == ["NAME   REASON", "a      expired", "b      finished"])
  }

  @Test("Lines are cut to the width, and end in …")
  func width() {
    var table = TextTable(["NAME", "DETAIL"])
    table.add(["é", "long ago"])
    #expect(table.lines(width: 8) == ["NAME   …", "é      …"])
    #expect(table.lines(width: 15) == ["NAME   DETAIL", "é      long ago"])
    #expect(table.lines(width: 1) == ["…", "…"])
  }

  @Test("Expendable columns are left out before a line is cut")
  func expendable() {
    var table = TextTable(["NAME", "ALL", "SOME", "SHARE"], expendable: ["ALL", "SOME"])
    table.add(["cpu", "640", "12", "1671.6%"])
    #expect(table.lines(width: 27) == ["NAME   ALL   SOME   SHARE", "cpu    640   12     1671.6%"])
    #expect(table.lines(width: 26) == ["NAME   SOME   SHARE", "cpu    12     1671.6%"])
    #expect(table.lines(width: 20) == ["NAME   SHARE", "cpu    1671.6%"])
    #expect(table.lines(width: 13) == ["NAME   SHARE", "cpu    1671.…"])
  }

  @Test("Shrinkable columns give way before the last column is cut, and lose the middle of their cells")
  func shrinks() {
    var table = TextTable(["SPACE", "NAME", "OUTCOME", "DETAIL"], shrinkable: ["SPACE", "NAME"])
    table.add(["namespace-of-builds", "buildlet-linux-amd64-0001", "deleted", "an hour ago"])
    table.add(["b", "buildlet-2", "failed", "now"])
    #expect(
      table.lines(width: 62) == [
        "SPACE          NAME                      OUTCOME   DETAIL",
        "namesp…uilds   buildlet-li…-amd64-0001   deleted   an hour ago",
        "b              buildlet-2                failed    now",
      ])
  }
}
