import Shared
import Testing

@testable import sample_capacity

/// Which sinks were written to, and how many points were waiting then.
private final class Calls {
  var names: [String] = []
  var backlogs: [Int] = []
}

private struct FakeSink: Sink {
  static let form = "fake"

  let name: String
  var turn = SinkTurn.service
  var row: DestinationResult?
  var calls = Calls()

  init(_ value: String, _ options: DestinationOptions) { name = value }

  /// - Parameter row: nil if writing fails.
  init(_ name: String, _ turn: SinkTurn, _ row: DestinationResult?, _ calls: Calls) {
    (self.name, self.turn, self.row, self.calls) = (name, turn, row, calls)
  }

  var file: String? { nil }

  func write(_ input: SinkInput) throws -> DestinationResult {
    calls.names.append(name)
    calls.backlogs.append(input.backlog)
    guard let row else { throw CSVError.locked("x") }
    return row
  }
}

@Suite("Writing a sample to several sinks", .timeLimit(.minutes(15)))
struct SampleWriterTests {
  private let calls = Calls()

  private func write(to sinks: [FakeSink]) -> [DestinationResult] {
    let log = Log(tool: "test", level: .error, marksPriority: false, write: { _ in })
    return SampleWriter(sinks: sinks).write(
      SinkInput(
        .full, cluster: "c", given: MonitoringPlace(), requestTimeout: .seconds(1),
        stopSource: Interruption(deadline: .seconds(60)), log: log))
  }

  @Test("Sinks are written in turn and learn how many points are waiting; results come in the given order")
  func turns() {
    let sinks = [
      FakeSink("last", .backlogReader, DestinationResult(to: "last"), calls),
      FakeSink("keeps", .serviceWithBacklog, DestinationResult(to: "keeps", backlog: 4), calls),
      FakeSink("service", .service, DestinationResult(to: "service"), calls),
      FakeSink("file", .file, DestinationResult(to: "file"), calls),
    ]
    #expect(write(to: sinks).map(\.to) == ["last", "keeps", "service", "file"])
    #expect(calls.names == ["file", "service", "keeps", "last"])
    #expect(calls.backlogs == [0, 0, 0, 4])
  }

  @Test("A sink that fails does not stop the others, and its own result says so")
  func failure() {
    let fine = DestinationResult(to: "fine", points: 3)
    let rows = write(to: [FakeSink("broken", .file, nil, calls), FakeSink("fine", .file, fine, calls)])
    #expect(rows.count == 2 && rows[1] == fine)
    #expect(rows[0].to == "broken" && rows[0].outcome == .failed && rows[0].status == .tempfail)
    #expect(rows[0].error == "\(CSVError.locked("x"))")
  }
}
