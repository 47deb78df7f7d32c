import Shared

/// Reads the live generations, before and after the pods are listed: a generation that starts or ends in between
/// is live too. Standard input is read only once.
final class GenerationReader {
  private let sources: GenerationSources
  private let server: APIServer?
  private let readStandardInput: () throws -> [UInt8]
  private var fromStandardInput: LiveGenerations?

  /// - Parameter server: for leases and ConfigMaps; without one, they are unusable.
  init(
    _ sources: GenerationSources, server: APIServer?, readStandardInput: @escaping () throws -> [UInt8]
  ) {
    self.sources = sources
    self.server = server
    self.readStandardInput = readStandardInput
  }

  /// Reads all sources and returns their union.
  ///
  /// - Parameter now: unix seconds.
  /// - Throws: `SourceError` if any of them is unusable.
  func read(now: Int64) throws(SourceError) -> LiveGenerations {
    var live = LiveGenerations(generations: Set(sources.generations))
    for path in sources.inUseFiles {
      let list =
        path == GenerationSources.standardInput ? try readInput(now: now) : try readFile(path, now: now)
      live = live.union(list)
    }
    for reference in sources.references { live = live.union(try read(reference, now: now)) }
    return live
  }

  private func readFile(_ path: String, now: Int64) throws(SourceError) -> LiveGenerations {
    let source = "--in-use \(path)"
    let file: (bytes: [UInt8], modified: Int64)
    do { file = try readFileWithTime(path) } catch {
      throw SourceError(source: "cannot read \(source)", problem: error.problem)
    }
    guard let age = Self.age(of: file.modified, at: now) else {
      throw SourceError(
        source: source, problem: "its modification time is in the future; check the clock or --now")
    }
    guard age <= sources.maxAge else {
      throw SourceError(
        source: source,
        problem: "it was written \(DurationArgument.text(age)) ago, longer than --source-max-age "
          + DurationArgument.text(sources.maxAge))
    }
    let list = try InUseFile(text: String(decoding: file.bytes, as: UTF8.self), source: source)
    return LiveGenerations(podsInUse: list.names, inUseAsOf: file.modified)
  }

  /// The age in seconds; nil for a time that is too far in the future.
  private static func age(of written: Int64, at now: Int64) -> Int64? {
    let (age, overflows) = now.subtractingReportingOverflow(written)
    return overflows || age < -clockTolerance ? nil : age
  }

  /// How far ahead of ours the clock that wrote a source may be, in seconds.
  static let clockTolerance: Int64 = 30

  private func readInput(now: Int64) throws(SourceError) -> LiveGenerations {
    if let fromStandardInput { return fromStandardInput }
    let source = "--in-use -"
    let bytes: [UInt8]
    do { bytes = try readStandardInput() } catch {
      let status = (error as? InputStopped)?.exitStatus ?? .refused
      let problem = (error as? FileError)?.problem ?? "\(error)"
      throw SourceError(source: "cannot read \(source)", problem: problem, exitStatus: status)
    }
    let list = try InUseFile(text: String(decoding: bytes, as: UTF8.self), source: source)
    let live = LiveGenerations(podsInUse: list.names, inUseAsOf: now)
    fromStandardInput = live
    return live
  }

  private func read(_ reference: GenerationReference, now: Int64) throws(SourceError) -> LiveGenerations {
    let source = "--generation-from \(reference)"
    guard let server else {
      throw SourceError(source: source, problem: "there is no cluster to read it from")
    }
    switch reference {
    case .lease(let namespace, let name):
      let lease = try ask(source) { () throws(APIError) in
        try server.perform(.readLease(namespace: namespace, name: name))
      }
      return try LiveGenerations(lease: lease, source: source, minAge: sources.minAge, now: now)
    case .configMap(let namespace, let name, let key):
      let missing = "there is no such ConfigMap, or its data has no such key"
      let value = try ask(source, orElse: missing) { () throws(APIError) in
        try server.perform(.readConfigMap(namespace: namespace, name: name, key: key))
      }
      return try LiveGenerations(generationLines: value, source: source)
    }
  }

  private func ask<Answer>(
    _ source: String, orElse missing: String = "there is no such object",
    _ call: () throws(APIError) -> Answer?
  ) throws(SourceError) -> Answer {
    let answer: Answer?
    do { answer = try call() } catch {
      let status: ExitStatus = error.exitStatus == .tempfail ? .tempfail : .refused
      throw SourceError(source: source, problem: error.description, exitStatus: status)
    }
    guard let answer else { throw SourceError(source: source, problem: missing) }
    return answer
  }
}

extension LiveGenerations {
  /// Reads one generation per line, ignoring `#` comments and white space around the generations.
  ///
  /// - Throws: `SourceError` if there is none, because then its writer has failed.
  init(generationLines text: String, source: String) throws(SourceError) {
    // An editor may write a byte order mark, which would become part of the first generation.
    let text = String(text.unicodeScalars.drop { $0 == "\u{FEFF}" })
    let lines = text.split(whereSeparator: \.isNewline).map { $0.prefix { $0 != "#" }.trimmed }
    let generations = Set(lines.filter { !$0.isEmpty })
    guard !generations.isEmpty else { throw SourceError(source: source, problem: "it names no generation") }
    self.init(generations: generations)
  }
}

/// Why a source of the live generation is unusable; the run then deletes nothing.
struct SourceError: GateError, Equatable {
  let source: String
  let problem: String
  /// A different status if the run was stopped while it read the source.
  var exitStatus = ExitStatus.refused

  var gate: Gate? { exitStatus == .refused ? .liveGeneration : nil }
  var headline: String { "\(source): \(problem)" }
  var description: String { "\(headline); nothing was deleted" }
}
