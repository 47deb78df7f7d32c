import Shared

/// Where the live generation is read from. It is read before and after the pods are listed: a generation
/// that starts or ends in between is live too.
struct GenerationSources: Sendable {
  /// Given by hand.
  var generations: [String] = []
  /// Paths of files that list the pods in use.
  var inUseFiles: [String] = []
  /// In seconds: an older file is not relied on.
  var maxAge: Int64 = 900

  /// The union of all sources.
  ///
  /// - Parameter now: unix seconds.
  /// - Throws: `SourceError` if any of them is unusable.
  func read(now: Int64) throws(SourceError) -> LiveGenerations {
    var live = LiveGenerations(generations: Set(generations))
    for path in inUseFiles {
      live = live.union(try read(inUseFile: path, now: now))
    }
    return live
  }

  private func read(inUseFile path: String, now: Int64) throws(SourceError) -> LiveGenerations {
    let file: (bytes: [UInt8], modified: Int64)
    do { file = try readFileWithTime(path) } catch {
      throw SourceError(source: "--in-use", problem: error.description)
    }
    let source = "--in-use \(path)"
    let age = now - file.modified
    guard age <= maxAge else {
      let limit = DurationArgument.text(maxAge)
      throw SourceError(
        source: source,
        problem: "it was written \(DurationArgument.text(age)) ago, more than --source-max-age \(limit)")
    }
    let list = try InUseFile(text: String(decoding: file.bytes, as: UTF8.self), source: source)
    return LiveGenerations(podsInUse: list.names, inUseAsOf: file.modified)
  }
}
