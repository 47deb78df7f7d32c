/// Why there is no response to a request.
public struct HTTPError: DiagnosedError {
  public enum Kind: Equatable, Sendable {
    /// No connection: name, route, refused, proxy.
    case unreachable
    /// TLS: the server's certificate is not what the given CA and host name ask for, or ours is unusable.
    case certificate
    /// Nothing came for as long as the request time-out.
    case timedOut
    /// The request went out, and the connection ended without an answer: it may have been carried out.
    case unanswered
    /// The answer ended before its end, or what came was no answer.
    case cut
    /// The body was larger than it may be.
    case tooLarge
    /// The reader of the body refused it; `underlying` says why.
    case reader
    /// A signal or the run's deadline ended it after it had been sent.
    case stopped
    /// The run was ending, so it was never sent.
    case notSent
    /// The request could not be made: credentials, a header with control bytes.
    case unsendable

    /// Whether the request went out and no whole answer came: it may have been carried out.
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
  /// libcurl's own code (`CURLE_…`); 0 if it was not libcurl's error.
  public let curlCode: Int32
  public let reason: String
  public let underlying: (any Error)?

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
    "\(reason), while sending \(method) \(url) (Audit-ID \(auditID))\(advice)"
  }

  private var advice: String {
    switch kind {
    case .unreachable: "; check the server's address, the network and the proxy settings"
    case .certificate: "; check the certificate authority, the server's name and the client certificate"
    case .timedOut: "; --request-timeout allows more"
    case .unanswered, .cut, .tooLarge, .reader, .stopped, .notSent, .unsendable: ""
    }
  }
}
