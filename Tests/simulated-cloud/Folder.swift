import Foundation
import SimulatedCloud

/// The folder with the files that clients need.
struct Folder {
  let path: String

  func write(_ cloud: SimulatedCloud) async throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let pair = try await cloud.issueClientCertificate(user: SimulatedCloud.admin)
    try write("ca.crt", cloud.caPEM)
    try write("client.crt", pair.certificatePEM)
    try write("client.key", pair.keyPEM)
    try write("kubeconfig", try await cloud.kubeconfig())
    try write("kubeconfig-token", cloud.kubeconfig(token: UUID().uuidString.lowercased()))
    try write("port", "\(cloud.port)\n")
  }

  func write(_ name: String, _ text: String) throws {
    let url = URL(filePath: path).appending(path: name)
    let mode = [FileAttributeKey.posixPermissions: 0o600]
    guard FileManager.default.createFile(atPath: url.path, contents: Data(text.utf8), attributes: mode) else {
      throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: url.path])
    }
  }
}
