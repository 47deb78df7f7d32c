import Synchronization

/// The client that a request comes from.
struct Identity: Sendable {
  static let anonymous = "system:anonymous"
  /// nil for an unknown credential.
  var user: String?
}

/// The issued credentials.
final class Identities: Sendable {
  private struct Issued: Sendable {
    var tokens: [String: String] = [:]
    var certificates: [TLSCertificate: String] = [:]
    var others: [@Sendable (String) -> String?] = []
  }

  private let issued = Mutex(Issued())

  func add(token: String, user: String) {
    issued.withLock { $0.tokens[token] = user }
  }

  func remove(token: String) {
    issued.withLock { _ = $0.tokens.removeValue(forKey: token) }
  }

  /// Sets a lookup for tokens that this server did not issue.
  func askForTokens(_ user: @escaping @Sendable (_ token: String) -> String?) {
    issued.withLock { $0.others.append(user) }
  }

  func add(_ certificate: TLSCertificate, user: String) {
    issued.withLock { $0.certificates[certificate] = user }
  }

  /// A certificate wins over a token. An unknown credential is worse than none.
  func identify(certificate: TLSCertificate?, authorization: String?) -> Identity {
    let issued = issued.withLock { $0 }
    if let user = certificate.flatMap({ issued.certificates[$0] }) { return Identity(user: user) }
    if let token = authorization.flatMap(Self.token) {
      let user = issued.tokens[token] ?? issued.others.lazy.compactMap { $0(token) }.first
      if let user { return Identity(user: user) }
    }
    let offered = certificate != nil || authorization != nil
    return Identity(user: offered ? nil : Identity.anonymous)
  }

  static func token(_ authorization: String) -> String? {
    guard authorization.lowercased().hasPrefix("bearer ") else { return nil }
    return String(authorization.dropFirst("bearer ".count))
  }
}
