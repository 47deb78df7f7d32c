import TestSupport
import Testing

@Suite("Every suite of tests has a time limit", .timeLimit(.minutes(15)))
struct TimeLimitTests {
  /// The top-level types of a file that have tests but no time limit.
  static func unlimited(in text: String) -> [String] {
    var attributes = ""
    var suite: String?
    var found: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let match = line.firstMatch(of: /^(?:final )?(?:struct|class|actor|enum) (\w+)/) {
        suite = attributes.contains(".timeLimit(") ? nil : String(match.output.1)
        attributes = ""
      } else if line.isEmpty || line == "}" {
        attributes = ""
      } else if !line.hasPrefix(" ") || !attributes.isEmpty {
        attributes += line
      }
      if line.contains(/^ +@Test\b/), let name = suite {
        found.append(name)
        suite = nil
      }
    }
    return found
  }

  @Test(
    "Every suite has a limit",
    arguments: try Repository.files(in: "Tests", ending: ".swift").filter { !$0.contains("/SimulatedCloud/") }
  )
  func limited(file: String) throws {
    #expect(Self.unlimited(in: try Repository.text(file)) == [])
  }

  @Test("A suite without a limit is found")
  func finds() {
    let text = """
      @Suite(.timeLimit(.minutes(1)))
      struct A {
        @Test func a() {}
      }

      @Suite(
        "b", .serialized)
      struct B {
        @Test("b") func b() {}
      }

      struct C {
        @Test func c() {}
      }
      """
    #expect(Self.unlimited(in: text) == ["B", "C"])
  }
}
