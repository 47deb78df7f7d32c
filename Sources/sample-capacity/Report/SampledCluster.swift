/// Which cluster a sample is of.
struct SampledCluster: Equatable, Sendable {
  /// `--cluster-name`, else the context, else `in-cluster`: what labels say.
  var name = ""
  /// nil for a snapshot.
  var server: String?
}
