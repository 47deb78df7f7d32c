/// A failed request to the API server.
public struct APIError: DiagnosedError {
  public enum Cause: Sendable {
    /// No answer, or one that was cut off.
    case transport(HTTPError)
    /// An answer with an error status.
    case refused(code: Int, status: Status, auditID: String)
    /// An answer that cannot be read.
    case unreadable(ReplyError, auditID: String)
  }

  public let cause: Cause
  public let action: APIAction
  /// Who sent the request, without secrets.
  public let identity: String
  /// How long the server asks clients to wait.
  public var retryAfter: Duration?
  /// The kubeconfig's context that names the server, if any.
  public var context: String?

  public var exitStatus: ExitStatus {
    switch cause {
    case .transport(let error): error.exitStatus
    case .unreadable(let error, _): error.exitStatus
    case .refused(let code, _, _):
      switch code {
      case 401, 403: .noperm
      case 408, 410, 429, 500...599: .unavailable
      default: .protocol
      }
    }
  }

  public var description: String {
    switch cause {
    case .transport(let error) where error.kind == .unreachable && error.deadProxy == nil && context != nil:
      "\(error.unreachable) (Audit-ID \(error.auditID)). Is the server in context \"\(context ?? "")\" right?"
    case .transport(let error) where error.kind == .unreachable: "\(error)"
    case .transport(let error): "\(error) (to \(action))"
    case .unreadable(let error, let auditID):
      "\(error), while trying to \(action) (Audit-ID \(auditID))"
        + (error == .webPage ? "; \(WebPage.question)" : "")
    case .refused(let code, let status, let auditID) where status.isWebPage && !(300...399).contains(code):
      "the server answered \(code) with a web page\(WebPage.quoted(status.message ?? "")), not with the Kubernetes "
        + "API, while trying to \(action)"
        + " as \(identity) (Audit-ID \(auditID)); \(WebPage.question)"
    case .refused(let code, let status, let auditID):
      "\(status.message ?? status.reason ?? Self.usualReason(code)) (\(code)), while trying to \(action)"
        + " as \(identity) (Audit-ID \(auditID))\(advice(code))"
    }
  }

  private static func usualReason(_ code: Int) -> String {
    switch code {
    case 300...399: "the server sent a redirect, which podkeeper does not follow"
    default: "no reason given"
    }
  }

  private func advice(_ code: Int) -> String {
    switch code {
    case 300...399: "; use the API server's own address"
    case 401: "; the server rejected the credentials: renew them"
    case 403: "; a role must allow the verb \(action.verb) on \(action.resource)"
    default: ""
    }
  }
}

/// What a request does, in the terms of Kubernetes' permissions.
public struct APIAction: Sendable, CustomStringConvertible {
  public let verb: String
  public let resource: String
  public let namespace: String?
  public let name: String?

  public init(_ verb: String, _ resource: String, namespace: String? = nil, name: String? = nil) {
    self.verb = verb
    self.resource = resource
    self.namespace = namespace
    self.name = name
  }

  public var description: String {
    let object = name.map { $0.isEmpty ? "" : " \($0)" } ?? ""
    let place = namespace.map { " in namespace \($0)" } ?? (name == nil ? " in all namespaces" : "")
    return "\(verb) \(resource)\(object)\(place)"
  }
}
