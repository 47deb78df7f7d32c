/// What a time series is about, in Cloud Monitoring. Its labels must be exactly those of its type.
public struct MonitoredResource: Hashable, Sendable {
  public let type: String
  public let labels: [String: String]

  public init(type: String, labels: [String: String]) {
    self.type = type
    self.labels = labels
  }

  /// A GKE cluster.
  ///
  /// - Parameter location: its zone or region.
  public static func cluster(project: String, location: String, name: String) -> MonitoredResource {
    MonitoredResource(
      type: "k8s_cluster", labels: ["project_id": project, "location": location, "cluster_name": name])
  }

  /// For clusters outside Google Cloud.
  public static func global(project: String) -> MonitoredResource {
    MonitoredResource(type: "global", labels: ["project_id": project])
  }
}
