import Shared
import Testing

@testable import sample_capacity

@Suite("A kept sample", .timeLimit(.minutes(15)))
struct PendingSampleTests {
  @Test("Values, labels, resource and time survive writing and reading")
  func roundTrip() throws {
    let time = RFC3339.Instant(seconds: 1_795_457_719, nanoseconds: 123_456_000)
    let series = MonitoringSeries.of(
      MonitoringPlace(project: "p", cluster: "ü\n\"x\""), writesAll: true)
    let sample = PendingSample(series.of(CapacitySample.full.values(), at: time), time: time)
    #expect(try PendingSample(parsing: Array(sample.serialized().utf8)) == sample)
  }

  @Test("Only what was unknown when the sample was taken is filled in")
  func completed() {
    let time = RFC3339.Instant(seconds: 1000)
    func sample(_ place: MonitoringPlace, _ kind: ResourceKind = .k8sCluster) -> PendingSample {
      let series = MonitoringSeries.of(place, kind: kind, writesAll: true)
      return PendingSample(series.of(CapacitySample.full.values(), at: time), time: time)
    }
    let whole = MonitoringPlace(project: "p", location: "l", cluster: "c")
    let others = MonitoringPlace(project: "x", location: "y", cluster: "z")
    for place in [
      MonitoringPlace(), .init(project: "p"), .init(location: "l"), .init(project: "p", cluster: "c"), whole,
    ] {
      #expect(sample(place).completed(whole) == sample(whole))
    }
    #expect(sample(whole).completed(others) == sample(whole))
    #expect(sample(.init(cluster: "c"), .global).completed(whole) == sample(whole, .global))
  }

  @Test("A sample that an older version kept is readable")
  func older() throws {
    let text = #"""
      {"schema":"podkeeper.backlog/v1","time":"2026-11-23T18:15:19.250000Z","series":[
      {"metric":"custom.googleapis.com/cluster/cpu_used","labels":{"cluster_name":"c","service":"s"},
      "resource":{"type":"global","labels":{"project_id":"p"}},"value":{"double":0.5}},
      {"metric":"custom.googleapis.com/cluster/memory_bytes",
      "labels":{"cluster_name":"c","service":"s","state":"bound"},
      "resource":{"type":"global","labels":{"project_id":"p"}},"value":{"integer":8589934592}}]}
      """#
    let sample = try PendingSample(parsing: Array(text.utf8))
    let time = RFC3339.Instant(seconds: 1_795_457_719, nanoseconds: 250_000_000)
    let place = MonitoringPlace(project: "p", cluster: "c")
    let series = MonitoringSeries.of(place, kind: .global, service: "s", writesAll: true)
      .of(CapacitySample.full.values(), at: time)
    #expect(sample.time == time)
    #expect(sample.series.map(\.metric).map { $0.split(separator: "/")[2] } == ["cpu_used", "memory_bytes"])
    #expect(sample.series.allSatisfy { series.contains($0) })
  }

  @Test("As many extended resources as a sample can have, with the longest names, fit into a file")
  func largest() throws {
    let time = RFC3339.Instant(seconds: 1000)
    var sample = CapacitySample.full
    sample.extended = (10..<10 + ExtendedNames.limit).map { number in
      let domain = String(repeating: "d", count: 253)
      return CapacitySample.Extended(
        name: "\(domain)/\(String(repeating: "n", count: 61))\(number)",
        amounts: CapacitySample.Amounts(capacity: .max, allocatable: .max))
    }
    let place = MonitoringPlace(project: "p", location: "us-central1-f", cluster: "c")
    let kept = PendingSample(
      MonitoringSeries.of(place, writesAll: true).of(sample.values(), at: time), time: time)
    let text = try kept.serialized()
    #expect(kept.series.count == 32 + 6 * 50)
    #expect(text.utf8.count < PendingSample.longestText)
    #expect(try PendingSample(parsing: Array(text.utf8)) == kept)
  }

  @Test("A share of 0 is kept")
  func zero() throws {
    let sample = PendingSample(
      [
        TimeSeries(
          metric: "m", labels: [:], resource: .global(project: "p"), value: .double(0),
          time: .init(seconds: 1))
      ], time: .init(seconds: 1))
    #expect(try PendingSample(parsing: Array(sample.serialized().utf8)) == sample)
  }

  @Test(
    "Invalid contents are refused",
    arguments: [
      "", "\u{0}\u{0}\u{0}", "[]", "{}", #"{"schema":"podkeeper.backlog/v2","time":"2026-11-23T18:15:19Z"}"#,
      #"{"schema":"podkeeper.backlog/v1","time":"2026-11-23T18:15:19Z","series":[]}"#,
      #"{"schema":"podkeeper.backlog/v1","time":"yesterday","series":[{}]}"#,
      #"{"schema":"podkeeper.backlog/v1","time":"2026-11-23T18:15:19Z","series":[{"metric":"m","labels":{},"#
        + #""resource":{"type":"global","labels":{}},"value":{}}]}"#,
    ])
  func refused(text: String) {
    #expect(throws: JSONError.self) { try PendingSample(parsing: Array(text.utf8)) }
  }

  @Test("A file that is cut off anywhere is refused")
  func cut() throws {
    let text = try PendingSample.of(1000).serialized()
    for length in 0..<(text.utf8.count - 1) {
      #expect(throws: JSONError.self) { try PendingSample(parsing: text.utf8.prefix(length).map(\.self)) }
    }
  }
}
