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

/// Where on Google Cloud a cluster is.
struct GooglePlace: Equatable, Sendable {
  let project: String
  /// A region such as `us-central1`, or a zone in it: `us-central1-f`.
  let location: String?

  private var parts: [Substring] { location?.split(separator: "-") ?? [] }

  var region: String? { location.map { _ in parts.prefix(2).joined(separator: "-") } }

  /// nil for a cluster of a whole region.
  var zone: String? { parts.count > 2 ? location : nil }
}
