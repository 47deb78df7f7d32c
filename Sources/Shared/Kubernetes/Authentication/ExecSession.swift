import FoundationEssentials

/// An exec plugin and its latest credential (client-go, `plugin/pkg/client/auth/exec/exec.go`).
final class ExecSession {
  /// Renew a credential this many seconds before it expires.
  private static let margin: Double = 30
  /// But not if it is younger than this: a plugin whose credentials are always about to expire, or a wrong clock, must
  /// not cause a run for every request.
  private static let leastAge: Double = 10

  let plugin: ExecPlugin
  private let credential: Credential
  private let environment: [String: String]
  private let timeout: Duration
  private let stopSource: (any StopSource)?
  private var known: ExecCredential?
  private var ranAt: Date?

  init(
    _ plugin: ExecPlugin, credential: Credential, environment: [String: String],
    timeout: Duration = .seconds(60), stopSource: (any StopSource)? = nil
  ) {
    self.plugin = plugin
    self.credential = credential
    self.environment = environment
    self.timeout = timeout
    self.stopSource = stopSource
  }

  /// The latest answer.
  var current: ExecCredential? { known }

  func credential(now: Date) throws(ConfigurationError) -> ExecCredential {
    if let known, isFresh(known, now) { return known }
    return try renew(now: now)
  }

  @discardableResult
  func renew(now: Date) throws(ConfigurationError) -> ExecCredential {
    let answer = try ask()
    known = answer
    ranAt = now
    return answer
  }

  private func isFresh(_ answer: ExecCredential, _ now: Date) -> Bool {
    guard let expiry = answer.expiry, let ranAt else { return true }
    return now.timeIntervalSince(expiry) < -Self.margin || now.timeIntervalSince(ranAt) < Self.leastAge
  }

  private func ask() throws(ConfigurationError) -> ExecCredential {
    let output = try run()
    do {
      let answer = try ExecCredential(output, version: plugin.apiVersion)
      if let pair = answer.certificate {
        _ = try CertificateFacts(certificate: pair.certificate, key: pair.key)
      }
      return answer
    } catch {
      throw self.error("its answer: \(error)")
    }
  }

  private func run() throws(ConfigurationError) -> [UInt8] {
    guard let path = ExecutableSearch(path: environment["PATH"] ?? "").find(plugin.command) else {
      throw error("there is no such program\(plugin.command.contains("/") ? "" : " in PATH")\(hint)")
    }
    let child = ChildProcess(
      path: path, arguments: [plugin.command] + plugin.arguments, environment: variables)
    let outcome: ChildProcess.Outcome
    do { outcome = try child.run(timeout: timeout, stopSource: stopSource) } catch {
      var failure = self.error(error.description)
      if case .stopped = error { failure.exitStatus = .tempfail }
      throw failure
    }
    guard outcome.status == 0 else {
      // stderr may repeat the token in the output. Reading the output registers it as a secret.
      _ = try? ExecCredential(outcome.output, version: plugin.apiVersion)
      throw error(outcome.failure)
    }
    return outcome.output
  }

  private var variables: [String: String] {
    var all = environment
    for (name, value) in plugin.environment { all[name] = value }
    all["KUBERNETES_EXEC_INFO"] = try? plugin.info().serialized()
    return all
  }

  private var hint: String {
    guard let hint = plugin.installHint?.trimmed, !hint.isEmpty else { return "; install it" }
    return ": \(hint.prefix(1_000))"
  }

  private func error(_ problem: String) -> ConfigurationError {
    credential.error("exec plugin \"\(plugin.name)\": \(problem)")
  }
}
