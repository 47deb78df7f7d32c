import Foundation
import NIOPosix
import Synchronization

/// The RSA keys of service accounts. The `openssl` command makes them and checks signatures.
final class SigningKeys: Sendable {
  struct Key: Sendable {
    let identifier: String
    let account: String
    /// The private key in PKCS #8, as in a credentials file.
    let privatePEM: String
    fileprivate let publicFile: String
  }

  private let folder: URL
  private let keys = Mutex<[String: Key]>([:])

  init(folder: URL) { self.folder = folder }

  func make(for account: String) async throws -> Key {
    let identifier = RandomUID.make().replacing("-", with: "")
    let (privateFile, publicFile) = (path("\(identifier).key"), path("\(identifier).pub"))
    let key = try await NIOThreadPool.singleton.runIfActive {
      try Command.run(
        "openssl", ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", privateFile])
      try Command.run("openssl", ["pkey", "-in", privateFile, "-pubout", "-out", publicFile])
      return Key(
        identifier: identifier, account: account,
        privatePEM: try String(contentsOfFile: privateFile, encoding: .utf8), publicFile: publicFile)
    }
    keys.withLock { $0[identifier] = key }
    return key
  }

  func key(_ identifier: String) -> Key? { keys.withLock { $0[identifier] } }

  func removeKeys(of account: String) {
    keys.withLock { keys in keys = keys.filter { $0.value.account != account } }
  }

  /// Whether a signature of a text is valid: RSASSA-PKCS1-v1_5 with SHA-256.
  func verify(_ text: String, signature: [UInt8], by key: Key) async -> Bool {
    let name = RandomUID.make()
    let (signed, signatureFile) = (path("\(name).txt"), path("\(name).sig"))
    let verified: Void? = try? await NIOThreadPool.singleton.runIfActive {
      defer { [signed, signatureFile].forEach { try? FileManager.default.removeItem(atPath: $0) } }
      try Data(text.utf8).write(to: URL(filePath: signed))
      try Data(signature).write(to: URL(filePath: signatureFile))
      try Command.run(
        "openssl", ["dgst", "-sha256", "-verify", key.publicFile, "-signature", signatureFile, signed])
    }
    return verified != nil
  }

  private func path(_ name: String) -> String { folder.appending(path: name).path }
}
