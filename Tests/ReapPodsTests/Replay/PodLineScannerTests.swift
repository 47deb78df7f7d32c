import Shared
import Testing

@testable import reap_pods

@Suite("Reading a line about a pod without a JSON parser", .timeLimit(.minutes(15)))
struct PodLineScannerTests {
  private func scan(_ text: String) -> PodLineScanner.Line? {
    Array(text.utf8).withUnsafeBytes { PodLineScanner.line($0) }
  }

  private static let facts: PodFacts = {
    var facts = PodFacts()
    facts.buildClass = "linux"
    facts.phase = "Running"
    facts.owner = "Job"
    facts.created = 1
    facts.isGated = true
    facts.scheduled = 2
    facts.start = 3
    facts.started = 4
    facts.restarts = 5
    facts.hasRun = true
    facts.finished = 6
    facts.deleting = 7
    facts.node = "node-1"
    facts.requests = ["cpuMilli": 2000, "memoryBytes": 8 << 30, "nvidia.com/gpu": 1]
    facts.keys = [
      "delete-at": .at(unixSeconds: -1), "generation": .text("g1"), "podkeeper/keep": .flag(false),
      "kubernetes.io/config.mirror": .flag(true),
    ]
    return facts
  }()

  private static let pod = LedgerPod(time: 12, uid: "u", namespace: "builds", name: "a", facts: facts)
  private static let event = LedgerEvent(time: 12, uid: "u", event: "changed", facts: facts)

  @Test("It reads every member as the JSON parser does")
  func same() throws {
    let pod = try #require(scan(Self.pod.json.serialized()))
    #expect(pod == .init(time: 12, uid: "u", namespace: "builds", name: "a", facts: Self.facts))
    let event = try #require(scan(Self.event.json.serialized()))
    #expect(event == .init(time: 12, uid: "u", event: "changed", facts: Self.facts))
  }

  @Test("It reads no beginning of a line")
  func torn() throws {
    for text in [try Self.pod.json.serialized(), try Self.event.json.serialized()] {
      for length in 0..<text.count { #expect(scan(String(text.prefix(length))) == nil) }
      #expect(scan(text + "}") == nil)
    }
  }

  @Test(
    "It leaves unusual lines to the JSON parser",
    arguments: [
      #"{"k":"pod","t":12,"uid":"u","ns":"b","name":"ä"}"#,
      #"{"k":"pod","t":12,"uid":"u","ns":"b","name":"a\n"}"#,
      #"{"k":"pod","t":12.5,"uid":"u","ns":"b","name":"a"}"#,
      #"{"k":"pod","t":1234567890123456789,"uid":"u","ns":"b","name":"a"}"#,
      #"{"k":"pod", "t":12,"uid":"u","ns":"b","name":"a"}"#,
      #"{"k":"pod","t":12,"uid":"u","ns":"b","name":"a","new":1}"#,
      #"{"k":"pod","t":12,"uid":"u","ns":"b"}"#, #"{"k":"event","t":12,"uid":"u"}"#,
      #"{"k":"sample","t":12}"#,
      #"{"k":"pod","t":12,"uid":"u","ns":"b","name":"a","keys":{"x":{"never":true}}}"#, "{}", "",
    ])
  func unusual(line: String) {
    #expect(scan(line) == nil)
  }
}
