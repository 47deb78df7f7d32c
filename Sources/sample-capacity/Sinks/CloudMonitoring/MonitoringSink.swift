import Shared

/// Cloud Monitoring, for one cluster.
struct MonitoringSink {
  let series: MonitoringSeries
  /// Why it is not known yet where the series belong: then they can only be kept.
  let problem: (any Error)?
  /// Asked for when the sample is safe: by throwing it says that nothing can be sent.
  let service: () throws -> MonitoringService
  /// Is told what a person may want to know.
  var say: (String) -> Void = { _ in }

  /// Delivers a sample, after those that earlier runs have kept in a folder.
  ///
  /// - Parameter now: seconds since 1970.
  func write(
    _ values: [CapacityValue], at time: RFC3339.Instant, keptIn folder: String?,
    _ patience: FileLock.Patience, now: Double
  ) -> DestinationResult {
    var row = DestinationResult(to: Destination.cloudMonitoring.name)
    let sample = PendingSample(series.of(values, at: time), time: time)
    var state: StateFolder?
    var backlog: (any Backlog)?
    do throws(BacklogError) {
      if let folder {
        let opened = try StateFolder(folder, say: say)
        let name = problem == nil ? series.folderName : series.unplacedName
        backlog = try BacklogFolder(name, in: opened, patience)
        state = opened
      }
    } catch .locked(let path) {
      row.outcome = .superseded
      row.error = "\(BacklogError.locked(path))"
      return row
    } catch {
      row.note("\(error)", error.exitStatus)
    }
    let unplaced = problem == nil ? state.flatMap { self.unplaced($0, patience, &row) } : nil
    let delivery = BacklogDelivery(
      backlog ?? NoBacklog(), isLasting: backlog != nil, row: row, now: now
    ) { series in
      if let problem { throw problem }
      return try service().write(series)
    }
    if let unplaced { delivery.takeOver(unplaced) { $0.completed(series.place) } }
    // Of a cluster without nodes there is nothing to say.
    return delivery.deliver(sample.series.isEmpty ? nil : sample)
  }

  /// What earlier runs kept without knowing where it belongs.
  private func unplaced(
    _ state: StateFolder, _ patience: FileLock.Patience, _ row: inout DestinationResult
  ) -> (any Backlog)? {
    do throws(BacklogError) {
      return try BacklogFolder(ifUsed: series.unplacedName, in: state, patience)
    } catch .locked {
      // Another run is keeping a sample there: the next run finds it.
      return nil
    } catch {
      row.note("\(error)", error.exitStatus)
      return nil
    }
  }
}
