/// How to count a pod's requests: there is no single right number.
public enum Accounting: String, CaseIterable, Sendable {
  /// As kube-scheduler does, including the status of resized pods. Rounds each pod up to millicores and bytes.
  case scheduler
  /// As `kubectl describe node` does under "Allocated resources": exact sums, rounded up at the end.
  case kubectl
  /// As golang.org/x/build's coordinator did in 2016: plain containers only.
  case golangBuild = "golang-build"

  /// Whether a pod's status counts in addition to its spec.
  var readsStatus: Bool { self == .scheduler }

  /// Whether init containers, overhead and pod-level requests count in addition to the containers.
  var readsWholePod: Bool { self != .golangBuild }

  /// What one pod or node adds to the sums.
  public func counted(_ list: ResourceList) -> ResourceList {
    self == .scheduler ? list.roundedForScheduler : list
  }
}
