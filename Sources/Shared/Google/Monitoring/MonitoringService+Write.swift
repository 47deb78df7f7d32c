extension MonitoringService {
  /// The most series that the API accepts per call.
  static let batchSize = 200

  /// Writes points, oldest first for each series. Stops after a temporary failure.
  public func write(_ series: [TimeSeries]) -> WriteOutcome {
    var outcome = WriteOutcome()
    for batch in TimeSeries.batches(series.filter(\.isSendable), size: Self.batchSize) {
      guard outcome.deferred == 0 else {
        outcome.deferred += batch.count
        continue
      }
      outcome.add(write(batch: batch))
    }
    for one in series where !one.isSendable {
      outcome.rejected += 1
      outcome.error = outcome.error ?? error(.notFinite(metric: one.metric), .writeTimeSeries)
    }
    return outcome
  }

  private func write(batch: [TimeSeries]) -> WriteOutcome {
    var outcome = WriteOutcome()
    let body: JSONValue = ["timeSeries": .array(batch.map(\.json))]
    do {
      outcome.serviceTime = try change(.post, "/timeSeries", body: body, .writeTimeSeries).serverTime
      outcome.written = batch.count
    } catch {
      outcome = WriteOutcome(error, of: batch.count)
    }
    return outcome
  }
}

extension TimeSeries {
  /// Splits the series, in order, into calls of at most `size`, none of which holds a series twice.
  static func batches(_ series: [TimeSeries], size: Int) -> [[TimeSeries]] {
    var batches: [[TimeSeries]] = []
    var keys: Set<Key> = []
    for one in series {
      if batches.isEmpty || keys.count == size || keys.contains(one.key) {
        batches.append([])
        keys = []
      }
      batches[batches.count - 1].append(one)
      keys.insert(one.key)
    }
    return batches
  }
}
