/// The application default credentials.
struct GoogleCredentials {
  let kind: GoogleCredential
  /// The file, or `the metadata server`.
  let origin: String
  /// The identity's own project according to the file.
  let project: String?
  /// The project to bill and whose quota to use.
  let quotaProject: String?
  let universeDomain: String

  /// Finds the file that `GOOGLE_APPLICATION_CREDENTIALS` names, else gcloud's, else uses the machine.
  ///
  /// - Throws: if a file is wrong, or named but missing.
  static func find(
    _ environment: GoogleEnvironment, read: FileReading
  ) throws(ConfigurationError) -> GoogleCredentials {
    if let path = environment[fileVariable] {
      return try GoogleCredentials(file: path, try named(path, read), environment)
    }
    if let path = gcloudFile(environment), let text = try optional(path, read) {
      return try GoogleCredentials(file: path, text, environment)
    }
    return GoogleCredentials(
      kind: .machine, origin: "the metadata server", project: nil,
      quotaProject: environment["GOOGLE_CLOUD_QUOTA_PROJECT"], universeDomain: "googleapis.com")
  }

  private static let fileVariable = "GOOGLE_APPLICATION_CREDENTIALS"

  /// The file that `gcloud auth application-default login` writes.
  static func gcloudFile(_ environment: GoogleEnvironment) -> String? {
    let folder = environment["CLOUDSDK_CONFIG"] ?? environment["HOME"].map { "\($0)/.config/gcloud" }
    return folder.map { "\($0)/application_default_credentials.json" }
  }

  private static func named(_ path: String, _ read: FileReading) throws(ConfigurationError) -> [UInt8] {
    do { return try read(path) } catch {
      throw ConfigurationError(
        place: fileVariable, problem: "\(error); name a credentials file that can be read"
      ).because(of: error)
    }
  }

  /// nil if the file does not exist.
  private static func optional(
    _ path: String, _ read: FileReading
  ) throws(ConfigurationError) -> [UInt8]? {
    do { return try read(path) } catch {
      if error.isMissing { return nil }
      throw ConfigurationError(place: path, problem: error.problem).because(of: error)
    }
  }
}

extension GoogleCredentials {
  init(file: String, _ text: [UInt8], _ environment: GoogleEnvironment) throws(ConfigurationError) {
    do { try self.init(JSONCursor(try JSONValue(parsing: text)), file: file, environment) } catch {
      throw ConfigurationError(error, in: file)
    }
  }

  private init(_ json: JSONCursor, file: String, _ environment: GoogleEnvironment) throws(JSONError) {
    kind = try GoogleCredential(json)
    origin = file
    project = try json["project_id"].nonEmptyString()
    let fromFile = try json["quota_project_id"].nonEmptyString()
    quotaProject = environment["GOOGLE_CLOUD_QUOTA_PROJECT"] ?? fromFile
    universeDomain = try Self.universeDomain(json["universe_domain"])
  }

  private static func universeDomain(_ json: JSONCursor) throws(JSONError) -> String {
    guard let domain = try json.nonEmptyString() else { return "googleapis.com" }
    guard domain.contains("."), domain.utf8.allSatisfy({ $0.isASCIIAlphanumeric || "-.".utf8.contains($0) })
    else { throw json.error("expected a domain") }
    return domain
  }
}
