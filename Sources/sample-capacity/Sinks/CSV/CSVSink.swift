import Shared

/// A CSV file (RFC 4180) to which each sample adds a line.
struct CSVSink {
  let path: String

  /// - Parameter patience: how long to wait while another run has the file locked.
  /// - Throws: `CSVError`; the file is then unchanged.
  func write(_ sample: CapacitySample, cluster: String, _ patience: FileLock.Patience) throws(CSVError) {
    let file = try CSVFile(path, patience)
    try file.append(CSVRow.line(sample, cluster: cluster), header: CSVRow.header, otherHeader: .cantcreat)
  }
}

extension CSVSink: Sink {
  static let form = "csv:FILE"

  init(_ path: String, _ options: DestinationOptions) { self.init(path: path) }

  var name: String { "csv:\(path)" }
  var file: String? { path }
  var turn: SinkTurn { .file }

  func write(_ input: SinkInput) throws -> DestinationResult {
    try write(input.sample, cluster: input.cluster, input.patience)
    return DestinationResult(to: name, points: CSVRow.values(input.sample).count)
  }
}
