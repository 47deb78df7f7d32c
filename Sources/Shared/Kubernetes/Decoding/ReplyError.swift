/// Why a reply is not the requested list or object.
public enum ReplyError: DiagnosedError, Equatable {
  /// It ended too early.
  case cut
  /// It is invalid; the detail says where and why: `items[3].metadata.uid: …`.
  case malformed(String)
  /// It is a web page, probably of a proxy.
  case webPage
  /// It is of another kind.
  case unexpectedKind(String, expected: [String])
  /// It is a `Status` that reports an error.
  case status(Status)
  /// It exceeds the limit for what is held in memory.
  case tooLarge(String, limit: Int)

  /// For `status`, callers that know the request choose a better one.
  public var exitStatus: ExitStatus { .protocol }

  public var description: String {
    switch self {
    case .cut: "the server's answer is incomplete: the reply ended too early"
    case .malformed(let detail): "the server's answer cannot be read: \(detail)"
    case .webPage: "the server answered with a web page, not with the Kubernetes API"
    case .unexpectedKind(let kind, let expected):
      "the server's answer cannot be read: its kind is '\(kind)' instead of \(expected.joined(separator: " or "))"
    case .status(let status): "the server sent an error instead: \(status)"
    case .tooLarge(let what, let limit):
      "the server's answer cannot be read: \(what) is larger than \(limit) bytes"
    }
  }
}
