/// A request to Cloud Monitoring that did not do what it should.
public struct MonitoringError: DiagnosedError {
  public enum Cause: Sendable {
    /// No answer, or one that was cut.
    case transport(HTTPError)
    /// An answer that says no.
    case refused(Refusal)
    /// An answer that cannot be read.
    case unreadable(JSONError, auditID: String)
    /// An answer in Google's words that says what cannot be: nobody knows what became of the points.
    case unbelievable(JSONError, auditID: String)
    /// A value that the API has no way to take; nothing was sent.
    case notFinite(metric: String)
  }

  public struct Refusal: Sendable {
    let code: Int
    let status: GoogleStatus
    let auditID: String
    /// Whether a try before this one may have done what was asked for.
    let followsFailedTry: Bool
    /// What the service's clock said, in seconds since 1970.
    var serverTime: Int64?
  }

  public let cause: Cause
  public let action: MonitoringAction
  public let project: String
  /// Who asked, as far as it may be told.
  public let identity: String

  public var exitStatus: ExitStatus {
    switch cause {
    case .transport(let error): error.exitStatus
    case .unreadable, .unbelievable: .protocol
    case .notFinite: .software
    case .refused(let refusal):
      switch refusal.code {
      case 401, 403: .noperm
      // There is no such project.
      case 404 where saysNotFound: .config
      case 408, 409, 429, 500...599: .unavailable
      default: .protocol
      }
    }
  }

  public var description: String {
    switch cause {
    case .transport(let error): "\(error) (to \(action.text) in project \(project))"
    case .unreadable(let error, let auditID):
      "the answer is not what was asked for: \(error), while trying to \(trying) (Audit-ID \(auditID))"
    case .unbelievable(let error, let auditID):
      "the answer says what cannot be: \(error), while trying to \(trying) (Audit-ID \(auditID))"
    case .notFinite(let metric): "the value of \(metric) is not a finite number, while trying to \(trying)"
    case .refused(let refusal):
      "\(refusal.status.message ?? refusal.status.status ?? "no reason given") (\(refusal.code)), while "
        + "trying to \(trying) as \(identity) (Audit-ID \(refusal.auditID))\(advice(refusal))"
    }
  }

  private var trying: String { "\(action.text) in project \(project)" }

  private func advice(_ refusal: Refusal) -> String {
    switch (refusal.code, refusal.status.reason) {
    case (403, "SERVICE_DISABLED"): "; enable monitoring.googleapis.com in project \(project)"
    case (403, "ACCESS_TOKEN_SCOPE_INSUFFICIENT"):
      "; the credentials need the scope \(GoogleScopes.cloudPlatform)"
    case (403, _): "; grant \(action.role) on project \(project) to \(identity)"
    case (401, _): "; Google does not know these credentials: renew them"
    case (404, _): "; is there a project \(project)?"
    case (429, _): "; the quota of project \(project) is used up: run less often"
    default: ""
    }
  }
}

extension MonitoringError {
  /// The service's own 404: a proxy's page must not look like it.
  var saysNotFound: Bool {
    if case .refused(let refusal) = cause {
      refusal.code == 404 && refusal.status.status == "NOT_FOUND"
    } else {
      false
    }
  }

  /// Another run is changing the same thing.
  public var saysConflict: Bool {
    if case .refused(let refusal) = cause { refusal.code == 409 } else { false }
  }

  /// A later try most likely meets the same answer: somebody should look.
  public var isUnbelievable: Bool { if case .unbelievable = cause { true } else { false } }

  func because(_ cause: Cause) -> MonitoringError {
    MonitoringError(cause: cause, action: action, project: project, identity: identity)
  }

  /// Whether it says nothing of what was sent, so that a later run may send the same again: also if we are not
  /// allowed, which can be mended.
  var mayPass: Bool {
    switch cause {
    case .transport, .unreadable, .unbelievable: true
    // Google says so in words of its own: a proxy on the way may have other reasons.
    case .refused(let refusal): ![400, 413].contains(refusal.code) || refusal.status.code == nil
    case .notFinite: false
    }
  }
}

extension MonitoringError.Refusal {
  init(_ response: HTTPResponse) {
    code = response.status
    status = GoogleStatus(body: response.body)
    auditID = response.auditID
    followsFailedTry = response.followsUnansweredTry || response.followsServerError
    serverTime = response.head.serverTime
  }
}
