import Shared

/// Where Cloud Monitoring files a cluster's series. What is not known yet is empty.
struct MonitoringPlace: Equatable, Sendable {
  var project = ""
  /// A zone or region; empty also where none is wanted.
  var location = ""
  /// The cluster's name.
  var cluster = ""

  func resource(_ kind: ResourceKind) -> MonitoredResource {
    switch kind {
    case .k8sCluster: .cluster(project: project, location: location, name: cluster)
    case .global: .global(project: project)
    }
  }
}

extension MonitoringPlace {
  /// Only what was said: not what the credentials or the machine say, which may be out of reach.
  ///
  /// - Parameters:
  ///   - clusterName: `--cluster-name`.
  ///   - context: the kubeconfig's, if there is one.
  init(given options: DestinationOptions, gke: GKECluster?, clusterName: String?, context: String?) {
    self.init(
      project: options.monitoring.project ?? gke?.project ?? "",
      location: options.location ?? gke?.location ?? "",
      cluster: clusterName ?? gke?.name ?? context ?? "")
  }
}

extension PendingSample {
  /// With what was not known when it was taken.
  func completed(_ place: MonitoringPlace) -> PendingSample {
    let known = [
      "project_id": place.project, "location": place.location, "cluster_name": place.cluster,
    ]
    let whole = { (labels: [String: String]) in
      labels.merging(known) { label, known in label.isEmpty ? known : label }
        .filter { labels[$0.key] != nil }
    }
    let series = series.map { series in
      var series = series
      series.labels = whole(series.labels)
      series.resource = MonitoredResource(
        type: series.resource.type, labels: whole(series.resource.labels))
      return series
    }
    return PendingSample(series, time: time)
  }
}
