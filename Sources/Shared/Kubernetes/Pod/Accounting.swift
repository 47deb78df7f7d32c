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

/// The releases of Kubernetes since which the scheduler counts a pod's requests in another way.
public enum AccountingVersion: String, CaseIterable, Comparable, Sendable {
  case v1_36 = "1.36"
  case v1_37 = "1.37"

  public static let newest = v1_37

  /// The formula of a server; the newest known if it does not say its version.
  public init(of server: ServerVersion?) {
    guard let server else {
      self = .newest
      return
    }
    self = (server.major, server.minor) >= (1, 37) ? .v1_37 : .v1_36
  }

  /// Whether a server is newer than the newest formula known.
  public static func isOutdated(for server: ServerVersion) -> Bool {
    (server.major, server.minor) > (1, 37)
  }

  public static func < (one: AccountingVersion, other: AccountingVersion) -> Bool {
    one == .v1_36 && other == .v1_37
  }
}
