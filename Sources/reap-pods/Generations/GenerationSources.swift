/// Where to read the live generations from.
struct GenerationSources: Equatable, Sendable {
  /// Given with `--generation`.
  var generations: [String] = []
  /// Paths of files that list the pods in use; `-` is standard input.
  var inUseFiles: [String] = []
  var references: [GenerationReference] = []
  /// In seconds; an older file is unusable.
  var maxAge: Int64 = 900
  /// In seconds; a lease acquired less than this ago is a hand-over.
  var minAge: Int64 = 120

  static let standardInput = "-"
}
