import ArgumentParser
import Shared
import Testing

@testable import reap_pods

@Suite("The safety options", .timeLimit(.minutes(15)))
struct SafetyOptionsTests {
  @Test(
    "A share may carry a percent sign",
    arguments: [("10", 10), ("10%", 10), ("0", 0), ("0%", 0), ("100%", 100), (" 7% ", 7)])
  func share(text: String, percent: Int) throws {
    #expect(try SafetyOptions.parse(["--max-share=\(text)"]).maxShare == percent)
  }

  @Test(
    "Waiting does not count towards the default deadline",
    arguments: [
      ([], 300), (["--wait", "10m"], 900), (["--wait", "10m", "--deadline", "2m"], 120),
      (["--deadline", "2m"], 120),
    ] as [([String], Int64)])
  func deadline(arguments: [String], seconds: Int64) throws {
    #expect(try ReapPods.parse(arguments).deadline.seconds == seconds)
  }

  @Test(
    "A grace period is in seconds, or has units",
    arguments: [("5", 5), ("5s", 5), ("1m30s", 90)])
  func gracePeriod(text: String, seconds: Int) throws {
    #expect(try SafetyOptions.parse(["--grace-period", text]).gracePeriod == seconds)
  }

  @Test("No grace period, or none that is clear, is refused", arguments: ["0", "0s", "-1", "5x", ""])
  func refusedGracePeriod(text: String) {
    #expect(throws: (any Error).self) { try SafetyOptions.parse(["--grace-period=\(text)"]) }
  }

  @Test(
    "Any other share is refused, with a reason",
    arguments: ["101", "101%", "-1", "10.5", "10 %", "10%%", "%", "1e1", "ten", "0x10"])
  func refusedShare(text: String) {
    let error = #expect(throws: (any Error).self) { try SafetyOptions.parse(["--max-share=\(text)"]) }
    let message = error.map { SafetyOptions.message(for: $0) } ?? ""
    #expect(message.contains("'\(text)'"))
    #expect(message.hasSuffix("expected a whole percentage from 0 to 100, such as 10 or 10%"))
  }
}
