/// How another tool's annotations or labels say when a pod should end. Each is read strictly: a value that the
/// tool would read differently, or not at all, keeps the pod.
public enum Dialect: String, CaseIterable, Sendable {
  case kubeJanitor = "kube-janitor"
  case k8sTTLController = "k8s-ttl-controller"
  case gitlab
  case kyverno

  /// The pod's deadlines in this dialect, one for each annotation or label that it has.
  public func readings(of pod: Pod) -> [PodDeadline] {
    switch self {
    case .kubeJanitor: KubeJanitor.readings(of: pod)
    case .k8sTTLController: K8sTTLController.readings(of: pod)
    case .gitlab: GitLabPodCleanup.readings(of: pod)
    case .kyverno: Kyverno.readings(of: pod)
    }
  }

  /// The keys that it reads.
  public var metadataFilter: MetadataFilter {
    switch self {
    case .kubeJanitor: MetadataFilter(annotations: [KubeJanitor.ttlKey, KubeJanitor.expiresKey])
    case .k8sTTLController:
      MetadataFilter(annotations: [K8sTTLController.ttlKey, K8sTTLController.refreshedAtKey])
    case .gitlab: MetadataFilter(annotations: [GitLabPodCleanup.ttlKey])
    case .kyverno: MetadataFilter(labels: [Kyverno.ttlKey])
    }
  }

  /// Those of its keys that set a deadline, and where Kubernetes keeps them. The others only move one.
  public var deadlineKeys: [(place: PodDeadline.Place, key: String)] {
    let filter = metadataFilter
    return filter.annotations.filter { $0 != K8sTTLController.refreshedAtKey }.map { (.annotation, $0) }
      + filter.labels.map { (.label, $0) }
  }
}
