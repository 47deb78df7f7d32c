/// How what a pod asks for is reckoned: there is no single number.
public enum Accounting: String, CaseIterable, Sendable {
  /// As kube-scheduler does, status of resized pods included; each pod rounded up to millicores and bytes.
  case scheduler
  /// As `kubectl describe node` does under "Allocated resources": exact sums, rounded up once at the end.
  case kubectl
  /// As golang.org/x/build's coordinator did in 2016: plain containers only.
  case golangBuild = "golang-build"

  /// Whether a pod's status counts beside its spec.
  var readsStatus: Bool { self == .scheduler }

  /// Whether init containers, overhead and what the pod asks for as a whole count beside its containers.
  var readsWholePod: Bool { self != .golangBuild }

  /// What one pod or node counts for in the sums.
  public func counted(_ list: ResourceList) -> ResourceList {
    self == .scheduler ? list.roundedForScheduler : list
  }
}
