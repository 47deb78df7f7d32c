import Testing

@testable import Shared

@Suite("Warnings", .timeLimit(.minutes(15)))
struct WarningsTests {
  private func warnings(_ counts: [(kind: String, count: Int)]) -> Warnings {
    var warnings = Warnings()
    for (kind, count) in counts {
      for number in 0..<count { warnings.append(Warning(message: "\(kind) \(number)", kind: kind)) }
    }
    return warnings
  }

  @Test("All warnings are counted, and the first twenty of each kind are kept")
  func limit() {
    let warnings = warnings([("a", 100_000), ("b", 20), ("c", 1)])
    #expect(warnings.count == 100_021)
    #expect(warnings.omitted == 99_980)
    let kept = (0..<20).map { "a \($0)" } + (0..<20).map { "b \($0)" } + ["c 0"]
    #expect(warnings.kept.map(\.message) == kept)
  }

  @Test("Merged warnings keep the same limits and counts")
  func together() {
    var all = warnings([("a", 15), ("b", 3)])
    all += warnings([("a", 1000), ("c", 30)])
    #expect(all.count == 1048)
    #expect(all.omitted == 1048 - 20 - 3 - 20)
    #expect(all.kept.count { $0.kind == "a" } == 20)
    #expect(all.kept.filter { $0.kind == "a" }.map(\.message).suffix(5) == (0..<5).map { "a \($0)" })
    #expect(Warnings().isEmpty && !all.isEmpty)
  }

  @Test("A report says how many warnings it omits, even if none")
  func json() throws {
    let text = try JSONValue.object(warnings([("a", 21)]).json).serialized()
    #expect(text.hasSuffix(#"],"warningsOmitted":1}"#))
    #expect(try JSONValue.object(Warnings().json).serialized() == #"{"warnings":[],"warningsOmitted":0}"#)
  }
}
