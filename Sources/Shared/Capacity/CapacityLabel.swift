/// What tells the series of a capacity metric apart.
public enum CapacityLabel: String, Sendable {
  case clusterName = "cluster_name"
  case service
  case state
  case method

  public var meaning: String {
    switch self {
    case .clusterName: "The name of the cluster."
    case .service: "What runs the cluster: container."
    case .state:
      "Of amounts: capacity, allocatable, running, pending, bound, unbound. Of pods and nodes: their class."
    case .method: "How the time is estimated: fit, golang-build."
    }
  }
}
