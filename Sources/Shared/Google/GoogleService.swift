/// Google's services that we talk to.
public enum GoogleService: String, CaseIterable, Sendable {
  case monitoring
  case container

  /// Where the service is, if it is somewhere else: gcloud's property `api_endpoint_overrides/NAME`.
  var overrideVariable: String { "CLOUDSDK_API_ENDPOINT_OVERRIDES_\(rawValue.uppercased())" }

  /// Without a slash at the end.
  ///
  /// - Throws: `ConfigurationError` if the variable holds no URL to which a token may go.
  func url(
    environment: GoogleEnvironment, universeDomain: String
  ) throws(ConfigurationError) -> String {
    guard let override = environment[overrideVariable] else { return "https://\(rawValue).\(universeDomain)" }
    guard let url = ServiceURL.base(override) else {
      throw ConfigurationError(place: overrideVariable, problem: ServiceURL.expected)
    }
    return url
  }
}
