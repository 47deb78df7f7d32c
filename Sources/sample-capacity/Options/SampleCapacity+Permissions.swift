import Shared

extension SampleCapacity {
  /// What a run with these options asks of the API server and of Google. This is the only definition: the manifests,
  /// the guide and `--permissions` are compared with it.
  func neededPermissions() throws -> NeededPermissions {
    var needed = NeededPermissions()
    if cluster.gke != nil {
      needed.googleRoles.append(("roles/container.clusterViewer", "--gke looks up the cluster's endpoint"))
    }
    if try destinations.sinks().contains(where: { $0 is MonitoringSink }) {
      needed.googleRoles.append(("roles/monitoring.metricWriter", "--to cloud-monitoring writes the points"))
    }
    guard !snapshot.isGiven else { return needed }
    needed.rules = [
      AccessRule("list", "pods", in: nil, for: "sum what the pods request; fewer pods, and the sum is wrong"),
      AccessRule("list", "nodes", in: nil, for: "sum what the cluster has"),
    ]
    needed.rules += ledger.accessRules
    return needed
  }
}
