/// The environment variables that Google's own tools read. An empty one counts as unset.
struct GoogleEnvironment {
  let variables: [String: String]

  init(_ variables: [String: String]) { self.variables = variables }

  subscript(name: String) -> String? {
    guard let value = variables[name]?.trimmed, !value.isEmpty else { return nil }
    return value
  }

  /// The CAs for Google's servers: gcloud's property `core/custom_ca_certs_file`, else the system's.
  func authorities(read: FileReading) throws(ConfigurationError) -> TLSSettings.Authorities {
    let variable = "CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE"
    guard let path = self[variable] else { return .system }
    do { return .pem(try checkedAuthorities(try read(path))) } catch let error as FileError {
      throw ConfigurationError(place: variable, problem: "\(error)").because(of: error)
    } catch {
      throw ConfigurationError(place: variable, problem: "\(path): \(error)")
    }
  }
}

/// The metadata that a machine on Google Cloud provides.
public enum MetadataValue: String, Sendable {
  case projectID = "project/project-id"
  case clusterName = "instance/attributes/cluster-name"
  case clusterLocation = "instance/attributes/cluster-location"
  /// `us-central1-f`
  case zone = "instance/zone"
}
