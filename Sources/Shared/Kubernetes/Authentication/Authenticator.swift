import FoundationEssentials

/// Hands out what requests to one cluster carry. Single-threaded.
public final class Authenticator: HTTPAuthorizer {
  private static let secondsAfterVainRenewal: Double = 60

  private let configuration: ClusterConfiguration
  private let clock: () -> Date
  private let certificate: CertificateFacts?
  private let tokenFile: TokenFile?
  private let plugin: ExecSession?
  private var renewedInVainAt: Date?

  /// - Parameters:
  ///   - environment: the process's, for exec plugins.
  ///   - stopSource: ends a plugin that runs, and the wait for a file that is a pipe, when it says anything but
  ///     `.running`.
  ///   - clock: for the certificate's validity and the age of tokens.
  /// - Throws: if the client certificate is not valid at this time.
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

  /// Runs the exec plugin the first time, if there is one: its certificate may become another.
  public func tlsSettings() throws(ConfigurationError) -> TLSSettings {
    let fromPlugin = try plugin?.credential(now: clock()).certificate
    return TLSSettings(
      authorities: configuration.authorities,
      clientCertificate: configuration.credential.clientCertificate ?? fromPlugin,
      serverName: configuration.serverName)
  }

  /// The exec plugin's newest certificate; nil if it has none, or one of the kubeconfig's own goes before it.
  public var changingCertificate: TLSSettings.ClientCertificate? {
    configuration.credential.clientCertificate == nil ? plugin?.current?.certificate : nil
  }

  /// For `Authorization: Bearer …`; nil if a client certificate is all that we have.
  ///
  /// Token files are read again when older than a minute; plugins are run again when what they gave expires.
  public func bearerToken() throws -> Secret? {
    switch configuration.credential.bearer {
    case .token(let token): return token
    case .authorizer(let other): return try other.bearerToken()
    default: break
    }
    if let tokenFile { return try tokenFile.token(now: clock()) }
    return try plugin?.credential(now: clock()).token
  }

  /// After a 401: reads the token file again or runs the plugin once more.
  ///
  /// - Parameter rejected: the token of the request that was refused. If there is a newer one already,
  ///   nothing is done; without it, the newest is taken to be refused.
  /// - Returns: whether there is something new, so that another try makes sense.
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

  /// Who we are, for messages about permissions: `client certificate "CN=reaper" of user "ci"`. Never the
  /// token.
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
  /// Why it is not valid at a time, in words; nil if it is.
  func problem(at now: Date) -> String? {
    let seconds = Int64(now.timeIntervalSince1970.rounded(.down))
    if seconds > notAfter { return "expired on \(Self.text(notAfter)); get a new one" }
    if seconds < notBefore { return "is valid only from \(Self.text(notBefore)) on; is the clock right?" }
    return nil
  }

  private static func text(_ seconds: Int64) -> String {
    Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
  }
}
