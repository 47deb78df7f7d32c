import Foundation
import SimulatedCloud

extension Folder {
  /// Writes what a shell needs to point Google's tools and podkeeper at the simulated Google Cloud.
  func write(_ google: SimulatedGoogle, _ cluster: SimulatedCluster) async throws {
    let serviceAccount = try await google.serviceAccountFile()
    try write("google-ca.crt", google.caPEM)
    try write("service-account.json", serviceAccount)
    try write("authorized-user.json", google.authorizedUserFile())
    try write("impersonated.json", try google.impersonatedFile(source: serviceAccount))
    try write("subject-token", google.subjectToken)
    try write("external-account.json", google.externalAccountFile(.file(path(of: "subject-token"))))

    var variables = google.environment
    variables["CLOUDSDK_CORE_CUSTOM_CA_CERTS_FILE"] = path(of: "google-ca.crt")
    variables["CLOUDSDK_CONFIG"] = path(of: "gcloud")
    variables["GOOGLE_APPLICATION_CREDENTIALS"] = path(of: "service-account.json")
    variables["GKE_CLUSTER"] =
      "projects/\(google.project)/locations/\(cluster.location)/clusters/\(cluster.name)"
    variables["SIMULATED_GOOGLE_URL"] = google.plainURL
    let lines = variables.sorted { $0.key < $1.key }.map { "export \($0.key)=\(Self.quoted($0.value))\n" }
    try write("google.env", lines.joined())
  }

  private func path(of name: String) -> String {
    URL(filePath: path).appending(path: name).standardizedFileURL.path
  }

  /// Quotes a word for a POSIX shell.
  private static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "'\\''"))'" }
}
