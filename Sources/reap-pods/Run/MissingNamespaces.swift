import Shared

/// A namespace that the run should consider does not exist, so its name is probably a typo.
struct MissingNamespaceError: DiagnosedError, Equatable {
  let namespace: String

  var exitStatus: ExitStatus { .noinput }
  var headline: String { "namespace \"\(namespace)\" does not exist" }
  var description: String { "\(headline); nothing was deleted; check its name, or use --ignore-not-found" }
}

extension ReapRun {
  /// Finds the namespaces that do not exist. The API server gives an empty list for them, as for an empty namespace.
  ///
  /// If the server does not tell, the namespace counts as existing, and that is logged.
  ///
  /// - Parameter namespaces: those whose lists were empty, so that other runs cost no more requests.
  /// - Returns: an error for each; none with `--ignore-not-found`, which logs them instead.
  mutating func missingNamespaces(
    among namespaces: [String], _ server: APIServer
  ) -> [MissingNamespaceError] {
    var answers = [Result<Namespace?, APIError>?](repeating: nil, count: namespaces.count)
    let queue = RequestQueue(server.client, concurrency: command.safety.concurrency, perSecond: 0)
    _ = queue.run(namespaces.count) { index, done in
      server.send(.readNamespace(namespaces[index])) { answer in
        answers[index] = answer
        done()
      }
    }
    var missing: [MissingNamespaceError] = []
    for (namespace, answer) in zip(namespaces, answers) {
      switch answer {
      case .success(nil): missing.append(MissingNamespaceError(namespace: namespace))
      case .failure(let error): note(error, about: namespace)
      case .success, nil: break
      }
    }
    guard command.selection.ignoreNotFound else { return missing }
    for error in missing { log.notice("\(error.headline); ignored") }
    return []
  }

  private mutating func note(_ error: APIError, about namespace: String) {
    let message = "could not check whether namespace \"\(namespace)\" exists: \(error)"
    // Not a failure: the permission is optional.
    if error.exitStatus == .noperm { return log.notice(message) }
    report.warnings.append(Warning(message: message))
  }

  /// Ends the run before the first delete in any namespace.
  mutating func stop(because missing: [MissingNamespaceError]) {
    for error in missing { report.note(error) }
    report.refusal = Refusal(
      gate: .missingNamespace, reason: missing.map(\.headline).joined(separator: ", "))
  }
}
