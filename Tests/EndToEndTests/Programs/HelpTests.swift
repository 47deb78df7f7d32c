import TestSupport
import Testing

@Suite("Help and version of all programs", .serialized, .cluster, .timeLimit(.minutes(15)))
struct HelpTests {
  static let programs = ["reap-pods", "sample-capacity", "create-metrics"]

  @Test("--version and --help print to standard output and end in 0", arguments: programs)
  func helpAndVersion(program: String) async throws {
    let version = try await CommandRun(Cluster.program(program), ["--version"])
    #expect(version.code == 0)
    #expect(version.text.wholeMatch(of: /\d+\.\d+\.\d+\S*\n/) != nil)
    #expect(version.errorText.isEmpty)
    for flag in ["--help", "-h"] {
      let help = try await CommandRun(Cluster.program(program), [flag])
      #expect(help.code == 0)
      #expect(help.text.contains("USAGE: \(program)"))
      #expect(help.errorText.isEmpty)
    }
  }

  @Test("The help of reap-pods contains examples, exit codes and defaults")
  func reapPods() async throws {
    let help = try await CommandRun(Cluster.program("reap-pods"), ["--help"]).text
    for part in ["EXAMPLES:", "EXIT CODES:", "75", "(default: delete-at)", "(default: 30s)"] {
      #expect(help.contains(part))
    }
  }
}
