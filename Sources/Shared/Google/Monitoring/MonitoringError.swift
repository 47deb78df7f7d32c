/// A failed request to Cloud Monitoring.
public struct MonitoringError: DiagnosedError {
  public enum Cause: Sendable {
    /// No answer, or one that was cut off.
    case transport(HTTPError)
    /// An answer with an error status.
    case refused(Refusal)
    /// An answer that cannot be read.
    case unreadable(JSONError, auditID: String)
    /// Google's answer contradicts itself, so it is unknown which points were stored.
    case unbelievable(JSONError, auditID: String)
    /// A value that the API cannot represent; nothing was sent.
    case notFinite(metric: String)
  }

  public struct Refusal: Sendable {
    let code: Int
    let status: GoogleStatus
    let auditID: String
    /// Whether an earlier attempt may have been carried out.
    let followsFailedTry: Bool
    /// The service's clock, in seconds since 1970.
    var serverTime: Int64?
  }

  public let cause: Cause
  public let action: MonitoringAction
  public let project: String
  /// Who sent the request, without secrets.
  public let identity: String

  public var exitStatus: ExitStatus {
    switch cause {
    case .transport(let error): error.exitStatus
    case .unreadable, .unbelievable: .protocol
    case .notFinite: .software
    case .refused(let refusal):
      switch refusal.code {
      case 401, 403: .noperm
      // The project does not exist.
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
      "the answer is not what was requested: \(error), while trying to \(trying) (Audit-ID \(auditID))"
    case .unbelievable(let error, let auditID):
      "the answer contradicts itself: \(error), while trying to \(trying) (Audit-ID \(auditID))"
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
    case (401, _): "; Google rejected the credentials: renew them"
    case (404, _): "; does project \(project) exist?"
    case (429, _): "; the quota of project \(project) is used up: run less often"
    default: ""
    }
  }
}

extension MonitoringError {
  /// Whether it is the service's own 404, and not a proxy's page.
  var saysNotFound: Bool {
    if case .refused(let refusal) = cause {
      refusal.code == 404 && refusal.status.status == "NOT_FOUND"
    } else {
      false
    }
  }

  /// Whether another run is changing the same object.
  public var saysConflict: Bool {
    if case .refused(let refusal) = cause { refusal.code == 409 } else { false }
  }

  /// Whether a later attempt would probably get the same answer, so that a person should look at it.
  public var isUnbelievable: Bool { if case .unbelievable = cause { true } else { false } }

  func because(_ cause: Cause) -> MonitoringError {
    MonitoringError(cause: cause, action: action, project: project, identity: identity)
  }

  /// Whether the error is not about the data, so that a later run may send the same again. Includes missing
  /// permissions, which can be granted.
  var mayPass: Bool {
    switch cause {
    case .transport, .unreadable, .unbelievable: true
    // Only if Google itself says so: a proxy may have other reasons.
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
