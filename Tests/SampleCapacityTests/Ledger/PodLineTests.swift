import Testing

@testable import Shared
@testable import sample_capacity

@Suite("Reading lines about pods without parsing them", .timeLimit(.minutes(15)))
struct PodLineTests {
  private func parsed(_ text: String) throws -> PodLine? {
    let json = JSONCursor(try JSONValue(parsing: text))
    return try PodLine(LedgerLine(kind: try json["k"].string(), json: json))
  }

  private func scanned(_ text: String) -> PodLine? {
    Array(text.utf8).withUnsafeBytes { PodLine(bytes: $0) }
  }

  private static let hostile = [
    "n", #"x","started":5,"y":"#, #"\"created\":7"#, "\u{1}\n\"", #","keys":{"#, #"{"k":"pod","t":1}"#,
    String(repeating: "é", count: 120), #"","e":"gone"#, #"\u0022,\u0022gated\u0022:true"#,
  ]

  @Test("Both ways read the same, whatever names and keys contain")
  func agree() throws {
    var count = 0
    for name in Self.hostile {
      for isRunning in [false, true] {
        var pod = isRunning ? CapacityPod.running() : .build()
        pod.name = name
        pod.nodeName = isRunning ? name : nil
        pod.life?.controllerKind = name
        pod.life?.isGated = isRunning
        pod.life?.annotations = ["started": "12", "created": "13"]
        let keys = RecordedKeys(expiryKey: "started", generationKey: "created")
        let line = LedgerPod(
          pod, try #require(pod.life), time: noon, buildClass: "default", keys: keys)
        let text = try line.json.serialized()
        let found = try #require(scanned(text))
        #expect(found == (try parsed(text)))
        #expect(found.started == (isRunning ? noon - 2 : nil) && found.created == noon - 10)
        count += 1
      }
      var facts = PodFacts()
      facts.node = name
      facts.started = 7
      for event in ["started", "gone", "changed"] {
        let text = try LedgerEvent(time: noon, uid: uid(3), event: event, facts: facts).json.serialized()
        #expect(scanned(text) == (try parsed(text)))
      }
    }
    #expect(count == 2 * Self.hostile.count)
  }

  @Test(
    "Any other line is left to the parser",
    arguments: [
      "", "{}", #"{"t":1,"k":"pod"}"#, #"{"k":"pod","t":1.5,"uid":"u","created":1}"#,
      #"{"k":"sample","t":1}"#,
      #"{"k":"pod","t":1,"uid":"u"}"#, #"{"k":"event","t":12,"uid":"a"#, #"{"k":"event","t":12,"uid":"a\n"}"#,
      #"{"k":"event","t":12345678901234567890,"uid":"a"}"#,
    ])
  func others(text: String) { #expect(scanned(text) == nil) }
}
