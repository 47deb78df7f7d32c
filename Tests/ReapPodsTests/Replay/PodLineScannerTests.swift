import Shared
import Testing

@testable import reap_pods

@Suite("Reading a line about a pod without a JSON parser", .timeLimit(.minutes(15)))
struct PodLineScannerTests {
  private func scan(_ text: String) -> PodLineScanner.Line? {
    Array(text.utf8).withUnsafeBytes { PodLineScanner.line($0) }
  }

  /// As podkeeper writes them.
  private static let facts = #"""
    "class":"linux","phase":"Running","owner":"Job","created":1,"gated":true,"scheduled":2,"start":3,"started":4,\#
    "restarts":5,"ran":true,"finished":6,"deleting":7,"node":"node-1",\#
    "requests":{"cpuMilli":2000,"memoryBytes":8589934592,"nvidia.com/gpu":1},\#
    "keys":{"delete-at":{"at":-1},"generation":"g1","kubernetes.io/config.mirror":true,"podkeeper/keep":false}}
    """#
  private static let pod = #"{"k":"pod","t":12,"uid":"u","ns":"builds","name":"a",\#(facts)"#
  private static let event = #"{"k":"event","t":12,"uid":"u","e":"changed",\#(facts)"#

  @Test("It reads every member as the JSON parser does")
  func same() throws {
    let pod = try LedgerPod(json: JSONCursor(JSONValue(parsing: Self.pod)))
    #expect(try pod.json.serialized() == Self.pod)
    #expect(scan(Self.pod) == .init(time: 12, uid: "u", namespace: "builds", name: "a", facts: pod.facts))
    let event = try LedgerEvent(json: JSONCursor(JSONValue(parsing: Self.event)))
    #expect(try event.json.serialized() == Self.event)
    #expect(scan(Self.event) == .init(time: 12, uid: "u", event: "changed", facts: event.facts))
  }

  @Test("It reads no beginning of a line")
  func torn() {
    for text in [Self.pod, Self.event] {
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
