import FoundationEssentials

/// Provides the credentials for requests to one cluster. Single-threaded.
public final class Authenticator: HTTPAuthorizer {
  private static let secondsAfterVainRenewal: Double = 60

  private let configuration: ClusterConfiguration
  private let clock: () -> Date
  private let certificate: CertificateFacts?
  private let tokenFile: TokenFile?
  private let plugin: ExecSession?
  private var renewedInVainAt: Date?

  /// - Parameters:
  ///   - environment: the process environment, for exec plugins.
  ///   - stopSource: stops a running plugin, and the wait for a pipe, when its state is not `.running`.
  ///   - clock: the time, for the certificate's validity and the age of tokens.
  /// - Throws: if the client certificate is not valid now.
  public init(
    _ configuration: ClusterConfiguration, environment: [String: String],
    read: FileReading? = nil,
    clock: @escaping () -> Date = { Date() }, pluginTimeout: Duration = .seconds(60),
    stopSource: (any StopSource)? = nil
  ) throws(ConfigurationError) {
    let credential = configuration.credential
    self.configuration = configuration
    self.clock = clock
    certificate = try Self.facts(credential, now: clock())
    switch credential.bearer {
    case .tokenFile(let path):
      tokenFile = TokenFile(path: path, place: credential.place, read: read ?? fileReading(stopSource))
      plugin = nil
    case .exec(let exec):
      tokenFile = nil
      plugin = ExecSession(
        exec, credential: credential, environment: environment, timeout: pluginTimeout,
        stopSource: stopSource)
    case .token, .authorizer, nil:
      tokenFile = nil
      plugin = nil
    }
  }

  /// Runs the exec plugin the first time, if there is one. Its certificate may change later.
  public func tlsSettings() throws(ConfigurationError) -> TLSSettings {
    let fromPlugin = try plugin?.credential(now: clock()).certificate
    return TLSSettings(
      authorities: configuration.authorities,
      clientCertificate: configuration.credential.clientCertificate ?? fromPlugin,
      serverName: configuration.serverName)
  }

  /// The exec plugin's latest certificate; nil if it has none, or if the kubeconfig's own takes precedence.
  public var changingCertificate: TLSSettings.ClientCertificate? {
    configuration.credential.clientCertificate == nil ? plugin?.current?.certificate : nil
  }

  /// For `Authorization: Bearer …`; nil if there is only a client certificate.
  ///
  /// Reads a token file again after a minute, and runs a plugin again when its credential expires.
  public func bearerToken() throws -> Secret? {
    switch configuration.credential.bearer {
    case .token(let token): return token
    case .authorizer(let other): return try other.bearerToken()
    default: break
    }
    if let tokenFile { return try tokenFile.token(now: clock()) }
    return try plugin?.credential(now: clock()).token
  }

  /// Reads the token file or runs the plugin again after a 401.
  ///
  /// - Parameter rejected: the refused request's token; nil for the latest. If there is already a newer one, does
  ///   nothing.
  /// - Returns: whether there are new credentials, so that another attempt makes sense.
  public func renew(rejected: Secret? = nil) throws -> Bool {
    if case .authorizer(let other) = configuration.credential.bearer {
      return try other.renew(rejected: rejected)
    }
    guard tokenFile != nil || plugin != nil else { return false }
    let token = tokenFile?.current ?? plugin?.current?.token
    if let rejected, let token, rejected != token { return true }
    if let renewedInVainAt, clock().timeIntervalSince(renewedInVainAt) < Self.secondsAfterVainRenewal {
      return false
    }
    let isNew = try renewSource(token)
    renewedInVainAt = isNew ? nil : clock()
    return isNew
  }

  private func renewSource(_ token: Secret?) throws(ConfigurationError) -> Bool {
    if let tokenFile { return try tokenFile.renew(now: clock()) != token }
    guard let plugin else { return false }
    let before = plugin.current
    let after = try plugin.renew(now: clock())
    return after.token != before?.token || after.certificate != before?.certificate
  }

  /// The user, for messages about permissions: `client certificate "CN=reaper" of user "ci"`. Never the token.
  public var identityDescription: String {
    let parts = [certificateDescription, bearerDescription].compactMap { $0 }
    let who = parts.joined(separator: " and ")
    guard let other = configuration.impersonation.first(where: { $0.name == "Impersonate-User" }) else {
      return who
    }
    return "\(who), impersonating \"\(other.value)\""
  }

  private var certificateDescription: String? {
    guard let certificate else { return nil }
    let name = certificate.commonName.map { " \"CN=\($0.withoutControlCharacters)\"" } ?? ""
    return "client certificate\(name) of \(configuration.credential.owner)"
  }

  private var bearerDescription: String? {
    let (owner, origin) = (configuration.credential.owner, configuration.credential.origin)
    switch configuration.credential.bearer {
    case .token: return "token of \(owner) in \(origin)"
    case .tokenFile(let path): return "token of \(owner) in \(path)"
    case .authorizer: return "\(owner) (\(origin))"
    case .exec(let plugin): return "exec plugin \(plugin.name) of \(owner)"
    case nil: return nil
    }
  }

  private static func facts(
    _ credential: Credential, now: Date
  ) throws(ConfigurationError) -> CertificateFacts? {
    guard let pair = credential.clientCertificate else { return nil }
    let facts: CertificateFacts
    if let known = credential.certificateFacts {
      facts = known
    } else {
      do { facts = try CertificateFacts(certificate: pair.certificate, key: pair.key) } catch {
        throw credential.error(error.problem)
      }
    }
    if let problem = facts.problem(at: now) { throw credential.error("the client certificate \(problem)") }
    return facts
  }
}

extension CertificateFacts {
  /// Why it is not valid at a time; nil if it is.
  func problem(at now: Date) -> String? {
    let seconds = Int64(now.timeIntervalSince1970.rounded(.down))
    if seconds > notAfter { return "expired on \(Self.text(notAfter)); get a new one" }
    if seconds < notBefore { return "is not valid until \(Self.text(notBefore)); is the clock right?" }
    return nil
  }

  private static func text(_ seconds: Int64) -> String {
    Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
  }
}
