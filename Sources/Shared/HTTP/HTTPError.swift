/// Why there is no response to a request.
public struct HTTPError: DiagnosedError {
  public enum Kind: Equatable, Sendable {
    /// No connection: name lookup, route, refusal or proxy failed.
    case unreachable
    /// TLS: the server's certificate does not match the CA or host name, or the client certificate is unusable.
    case certificate
    /// Nothing arrived within the request timeout.
    case timedOut
    /// The request was sent, but the connection ended without an answer. The server may have carried it out.
    case unanswered
    /// The answer was cut off, or was not HTTP.
    case cut
    /// The body exceeded its limit.
    case tooLarge
    /// The body's reader rejected it; `underlying` says why.
    case reader
    /// A signal or the run's deadline ended the request after it was sent.
    case stopped
    /// The run was ending, so the request was never sent.
    case notSent
    /// The request could not be built: bad credentials, or a header with control bytes.
    case unsendable

    /// Whether the request was sent without a complete answer. The server may have carried it out.
    public var mayHaveReachedServer: Bool {
      switch self {
      case .timedOut, .unanswered, .cut: true
      default: false
      }
    }
  }

  public let kind: Kind
  public let method: String
  public let url: String
  public let auditID: String
  /// libcurl's code (`CURLE_…`); 0 for other errors.
  public let curlCode: Int32
  public let reason: String
  public let underlying: (any Error)?
  /// How often the request was tried.
  public let tries: Int
  /// Since the first try.
  public let elapsed: Duration
  /// The proxy that could not be reached, without its credentials, and where it is configured; else nil.
  public let deadProxy: String?

  public var exitStatus: ExitStatus {
    if let diagnosed = underlying as? any DiagnosedError { return diagnosed.exitStatus }
    return switch kind {
    case .unreachable, .unanswered, .timedOut: .unavailable
    case .certificate, .unsendable: .config
    case .cut, .tooLarge, .reader: .protocol
    case .stopped, .notSent: .tempfail
    }
  }

  public var description: String {
    if [.unsendable, .notSent].contains(kind) {
      return "cannot send \(method) \(url) (Audit-ID \(auditID)): \(reason)"
    }
    if kind == .unreachable { return "\(unreachable) (Audit-ID \(auditID))\(advice)" }
    return "\(reason), while sending \(method) \(url) (Audit-ID \(auditID))\(advice)"
  }

  /// Which server cannot be reached, and why.
  var unreachable: String {
    let effort = tries > 1 ? "; \(tries) tries in \(elapsed.inSeconds)" : ""
    let place = deadProxy.map { "the proxy \($0)" } ?? String(server)
    return "cannot reach \(place) (\(reason)\(effort))"
  }

  /// The URL without its path and query.
  private var server: Substring {
    guard let host = url.firstRange(of: "://")?.upperBound else { return url[...] }
    return url[..<(url[host...].firstIndex { $0 == "/" || $0 == "?" } ?? url.endIndex)]
  }

  private var advice: String {
    switch kind {
    case .unreachable where deadProxy != nil: "; check the proxy's address"
    case .unreachable: "; check its address, the network and the proxy settings"
    case .certificate: "; check the certificate authority, the server's name and the client certificate"
    case .timedOut: "; raise --request-timeout to wait longer"
    case .unanswered, .cut, .tooLarge, .reader, .stopped, .notSent, .unsendable: ""
    }
  }
}
