import Foundation
import SimulatedCloud
import TestSupport

/// A simulated Google Cloud with one GKE cluster, and the built programs run against it.
struct GoogleCluster {
  static let name = "projects/build-project/locations/us-central1-f/clusters/buildlets"
  /// Variables of the test machine that must not count.
  private static let nobody = [
    "GOOGLE_APPLICATION_CREDENTIALS": "", "GOOGLE_CLOUD_PROJECT": "", "GOOGLE_CLOUD_QUOTA_PROJECT": "",
    "GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES": "",
  ]

  let google: SimulatedGoogle
  let cloud: SimulatedCloud
  let folder: TemporaryFolder

  init(
    _ behavior: GoogleBehavior = GoogleBehavior(), pods: [SimulatedPod] = [.expired("one")],
    admins: [String]? = nil, change: (inout SimulatedCluster) -> Void = { _ in }
  ) async throws {
    google = try await SimulatedGoogle.start(behavior)
    cloud = try await SimulatedCloud.start()
    folder = try TemporaryFolder()
    for pod in pods { cloud.add(pod) }
    var cluster = SimulatedCluster(cloud)
    change(&cluster)
    try await google.add(cluster, admins: admins)
  }

  func stop() async {
    await google.stop()
    await cloud.stop()
  }

  /// Runs `reap-pods -A --gke …` at the most verbose log level.
  ///
  /// - Parameter credentials: the text of a credential file; nil for the metadata server's credentials.
  func reap(
    _ arguments: [String] = [], cluster: String = name, credentials: String? = nil,
    environment: [String: String] = [:]
  ) async throws -> CommandRun {
    var variables = google.environment.merging(Self.nobody) { $1 }
    if let credentials {
      variables["GOOGLE_APPLICATION_CREDENTIALS"] = try folder.write("\(UUID()).json", credentials)
    }
    return try await CommandRun(
      Cluster.program("reap-pods"), ["-A", "--gke", cluster, "--log-level", "debug"] + arguments,
      environment: variables.merging(environment) { $1 })
  }

  /// Requests to Google, by the end of their path.
  func requests(_ ending: String) -> [ReceivedRequest] {
    google.requests.filter { $0.path.hasSuffix(ending) }
  }

  /// All secrets in the file, and those sent to or received from a token endpoint.
  func secrets(of credentials: String?) -> [String] {
    let file = credentials.flatMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) }
    let assertions = google.requests.compactMap { request in
      request.bodyText.split(separator: "&").first { $0.hasPrefix("assertion=") }.map {
        String($0.dropFirst(10))
      }
    }
    return google.tokens + assertions + Self.secrets(in: file) + [google.subjectToken, "job-request-token"]
  }

  private static func secrets(in value: Any?) -> [String] {
    guard let object = value as? [String: Any] else { return [] }
    return object.flatMap { key, value -> [String] in
      guard let text = value as? String else { return secrets(in: value) }
      if key == "private_key" { return text.split(separator: "\n").dropFirst().dropLast().map(String.init) }
      return ["client_secret", "refresh_token"].contains(key) ? [text] : []
    }
  }

  /// An executable that prints the job's token in Google's format.
  func subjectTokenProgram(_ token: String? = nil) throws -> String {
    let answer =
      #"{"version":1,"success":true,"token_type":"urn:ietf:params:oauth:token-type:jwt","#
      + #""id_token":"\#(token ?? google.subjectToken)"}"#
    let path = try folder.write("subject token", "#!/bin/sh\necho '\(answer)'\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return "\"\(path)\""
  }
}
