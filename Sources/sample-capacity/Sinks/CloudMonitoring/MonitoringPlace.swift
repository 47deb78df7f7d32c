import Shared

/// Where Cloud Monitoring files a cluster's series. Unknown parts are empty.
struct MonitoringPlace: Equatable, Sendable {
  var project = ""
  /// A zone or region; also empty if the resource has none.
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
  /// What the options say, without asking the credentials or the metadata server, which may not answer.
  ///
  /// - Parameters:
  ///   - clusterName: `--cluster-name`.
  ///   - context: the context of the kubeconfig, if there is one.
  init(given options: DestinationOptions, gke: GKECluster?, clusterName: String?, context: String?) {
    self.init(
      project: options.monitoring.project ?? gke?.project ?? "",
      location: options.location ?? gke?.location ?? "",
      cluster: clusterName ?? gke?.name ?? context ?? "")
  }
}

extension PendingSample {
  /// Fills in what was unknown when the sample was taken.
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
