/// The monitored resources that custom metrics can have, and their labels.
enum ResourceTypes {
  static let labels: [String: Set<String>] = [
    "generic_node": ["project_id", "location", "namespace", "node_id"],
    "generic_task": ["project_id", "location", "namespace", "job", "task_id"],
    "global": ["project_id"],
    "k8s_cluster": ["project_id", "location", "cluster_name"],
    "k8s_node": ["project_id", "location", "cluster_name", "node_name"],
  ]
}
