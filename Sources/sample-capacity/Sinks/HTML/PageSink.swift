import Shared

/// A sink that also has something to show when no sample could be taken.
protocol PageSink: Sink {
  /// - Parameter now: the time of writing, in seconds since 1970.
  func text(_ page: StatusPageInput, now: Int64) -> String
}

extension PageSink {
  var turn: SinkTurn { .file }

  func write(_ input: SinkInput) throws -> DestinationResult {
    guard let page = input.page else { throw DestinationError("\(name): there is no page") }
    try write(page, now: page.sample?.time ?? Int64(input.sample.time))
    return DestinationResult(to: name, points: 1)
  }

  /// Replaces the file, which everybody may read.
  func write(_ page: StatusPageInput, now: Int64) throws(AtomicFileError) {
    guard let file else { return }
    try AtomicFile.write(Array(Secrets.hide(in: text(page, now: now)).utf8), to: file)
  }
}

/// Writes the status page.
struct HTMLSink: PageSink {
  static let form = "html:FILE"
  let path: String

  init(_ path: String, _ options: DestinationOptions) throws(DestinationError) { self.path = path }

  var name: String { "html:\(path)" }
  var file: String? { path }

  func text(_ page: StatusPageInput, now: Int64) -> String { StatusPage(page, now: now).html }
}

/// Writes the badge of `--badge`.
struct BadgeSink: PageSink {
  static let form = "badge:FILE.svg"
  let path: String

  init(_ path: String, _ options: DestinationOptions) throws(DestinationError) {
    // Web servers tell browsers by the name that it is a picture.
    guard path.hasSuffix(".svg") else { throw DestinationError("the name of a badge must end in .svg") }
    self.path = path
  }

  var name: String { "badge:\(path)" }
  var file: String? { path }

  func text(_ page: StatusPageInput, now: Int64) -> String { Badge(page, now: now).svg }
}
