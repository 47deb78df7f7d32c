import Foundation

/// A certificate authority that the `openssl` command makes in a temporary folder.
final class CertificateAuthority: Sendable {
  struct Pair: Sendable {
    var certificate: String
    var key: String
  }

  let folder: URL
  let pem: String

  /// Blocks for about 10 ms.
  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "simulated-cloud-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try Data(Self.configuration.utf8).write(to: folder.appending(path: "openssl.cnf"))
    try Self.request(
      in: folder, name: "ca", subject: "/CN=simulated-cloud", extensions: "authority", signed: false)
    pem = try Self.read(folder, "ca.crt")
  }

  /// Blocks for about 10 ms.
  func issue(user: String) throws -> Pair {
    try pair("client-\(UUID().uuidString)", subject: "/CN=\(user.replacing("/", with: "\\/"))", "client")
  }

  /// Blocks for about 10 ms.
  func issueServer() throws -> Pair { try pair("server", subject: "/CN=kube-apiserver", "server") }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  private func pair(_ name: String, subject: String, _ extensions: String) throws -> Pair {
    try Self.request(in: folder, name: name, subject: subject, extensions: extensions, signed: true)
    return try Pair(
      certificate: Self.read(folder, name + ".crt"), key: Self.read(folder, name + ".key"))
  }

  private static func request(
    in folder: URL, name: String, subject: String, extensions: String, signed: Bool
  ) throws {
    func path(_ name: String) -> String { folder.appending(path: name).path }
    var arguments = [
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
      "-config", path("openssl.cnf"), "-extensions", extensions, "-subj", subject,
      "-keyout", path(name + ".key"), "-out", path(name + ".crt"),
    ]
    if signed { arguments += ["-CA", path("ca.crt"), "-CAkey", path("ca.key")] }
    try Command.run("openssl", arguments)
  }

  private static func read(_ folder: URL, _ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  private static let configuration = """
    [req]
    distinguished_name = subject
    [subject]
    [authority]
    basicConstraints = critical, CA:true
    keyUsage = critical, keyCertSign, cRLSign, digitalSignature
    subjectKeyIdentifier = hash
    [server]
    basicConstraints = critical, CA:false
    keyUsage = critical, digitalSignature
    extendedKeyUsage = serverAuth
    subjectAltName = IP:127.0.0.1, DNS:localhost
    [client]
    basicConstraints = critical, CA:false
    keyUsage = critical, digitalSignature
    extendedKeyUsage = clientAuth

    """
}
