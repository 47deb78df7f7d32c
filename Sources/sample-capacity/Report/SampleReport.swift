import Shared

/// What a run found and where it wrote it, for people and for machines.
struct SampleReport: RunReport {
  var cluster = SampledCluster()
  var context: String?
  /// nil: it could not be taken, and nothing was written.
  var sample: CapacitySample?
  var written: [Written] = []
  var warnings: [Warning] = []
  var status = ExitStatus.ok
  var errors: [String] = []

  var counterLine: String { "" }
  var metricFamilies: [MetricFamily] { [] }

  func writeText(to output: StandardOutput) throws {}
  func writeJSON(to output: StandardOutput) throws {}
}
