/// What a machine on Google Cloud can be asked about itself.
public enum MetadataValue: String, Sendable {
  case projectID = "project/project-id"
  case clusterName = "instance/attributes/cluster-name"
  case clusterLocation = "instance/attributes/cluster-location"
  /// `us-central1-f`
  case zone = "instance/zone"
}
