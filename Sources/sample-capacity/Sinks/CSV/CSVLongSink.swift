import Shared

/// A CSV file to which each sample adds a line for each resource and state.
struct CSVLongSink {
  let path: String

  /// - Parameter patience: how long to wait while another run has the file locked.
  /// - Returns: the number of lines.
  /// - Throws: `CSVError`; the file is then unchanged.
  func write(
    _ sample: CapacitySample, cluster: String, _ patience: FileLock.Patience
  ) throws(CSVError) -> Int {
    let file = try CSVFile(path, patience)
    let lines = CSVLongRows.lines(sample, cluster: cluster)
    try file.append(lines.joined(), header: CSVLongRows.header, otherHeader: .ioerr)
    return lines.count
  }
}

extension CSVLongSink: Sink {
  static let form = "csv-long:FILE"

  init(_ path: String, _ options: DestinationOptions) { self.init(path: path) }

  var name: String { "csv-long:\(path)" }
  var file: String? { path }
  var turn: SinkTurn { .file }

  func write(_ input: SinkInput) throws -> DestinationResult {
    let count = try write(input.sample, cluster: input.cluster, input.patience)
    return DestinationResult(to: name, points: count)
  }
}
