import SimulatedCloud
import TestSupport
import Testing

@Suite("sample-capacity: what a user sees", .serialized, .cluster, .timeLimit(.minutes(15)))
struct SampleTranscriptTests {
  @Test("The sums say how much is pending, and the estimate whose it is")
  func text() async throws {
    let cluster = try await Cluster()
    cluster.cloud.add(SimulatedNode("node-1"))
    for number in 1...9 { try await cluster.add(SimulatedPod.ours("\(number)", node: "node-1")) }
    try await cluster.add(SimulatedPod.ours("10"))
    var transcript = Transcript("sample-capacity")
    try transcript.replace(#"the oldest for 2h[0-9a-z]*"#, with: "the oldest for 2h")
    try await transcript.run("sample-capacity", on: cluster)
    try await transcript.run("sample-capacity", "--build-pod", "cpu=100m,memory=1Mi", on: cluster)
    try await transcript.run("sample-capacity", "--build-pod", "cpu=64", on: cluster)
    try await transcript.run("sample-capacity", "--estimate", "golang-build", "-o", "wide", on: cluster)
    try await transcript.run("sample-capacity", "-o", "name", on: cluster)
    try transcript.check()
  }

  @Test("JSON lines have a line per node, and the rest in the last line")
  func lines() async throws {
    let cluster = try await Cluster()
    for number in 1...3 { cluster.cloud.add(SimulatedNode("node-\(number)")) }
    let lines = try await cluster.sample("--nodes", "-o", "jsonl").text.split(separator: "\n").map {
      try Report(text: String($0))
    }
    #expect(lines.map { $0["name"] as? String } == ["node-1", "node-2", "node-3", nil])
    #expect(Set(lines[3].json.keys) == ["schema", "summary", "warnings", "warningsOmitted", "exit"])
    let whole = try Report(try await cluster.sample("-o", "json"))
    let members = Set(whole.json.keys).subtracting(["schema", "warnings", "warningsOmitted", "exit"])
    #expect(Set((lines[3]["summary"] as? [String: Any] ?? [:]).keys) == members)
  }
}
