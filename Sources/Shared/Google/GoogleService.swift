/// The Google services that podkeeper calls.
public enum GoogleService: String, CaseIterable, Sendable {
  case monitoring
  case container

  /// The variable for another endpoint: gcloud's property `api_endpoint_overrides/NAME`.
  var overrideVariable: String { "CLOUDSDK_API_ENDPOINT_OVERRIDES_\(rawValue.uppercased())" }

  /// The service's URL, without a trailing slash.
  ///
  /// - Throws: `ConfigurationError` if the variable's URL is not safe for a token.
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
