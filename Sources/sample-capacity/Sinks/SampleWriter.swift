/// Writes a sample to all sinks. If one fails, the others still get it.
struct SampleWriter {
  /// In the order of the options.
  let sinks: [any Sink]

  /// - Returns: one row per sink, in the same order.
  func write(_ input: SinkInput) -> [DestinationResult] {
    var input = input
    var rows: [String: DestinationResult] = [:]
    for sink in sinks.sorted(by: { $0.turn < $1.turn }) {
      let row = write(input, to: sink)
      input.backlog += row.backlog
      rows[sink.identity] = row
    }
    return sinks.compactMap { rows[$0.identity] }
  }

  private func write(_ input: SinkInput, to sink: any Sink) -> DestinationResult {
    do { return try sink.write(input) } catch {
      var row = DestinationResult(to: sink.name)
      row.failed(error)
      return row
    }
  }
}
