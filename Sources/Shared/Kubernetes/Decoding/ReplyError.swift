/// Why a reply is not the list, or the object, that was asked for.
public enum ReplyError: DiagnosedError, Equatable {
  /// It ended too early.
  case cut
  /// It is not what it should be; the detail says where and how: `items[3].metadata.uid: …`.
  case malformed(String)
  /// It holds something else.
  case unexpectedKind(String, expected: [String])
  /// The server says in the reply that something went wrong.
  case status(Status)
  /// More than is ever held in memory.
  case tooLarge(String, limit: Int)

  /// Of a `status`, whoever knows the request knows better.
  public var exitStatus: ExitStatus { .protocol }

  public var description: String {
    switch self {
    case .cut: "the server's answer is incomplete: the reply ended too early"
    case .malformed(let detail): "the server's answer cannot be read: \(detail)"
    case .unexpectedKind(let kind, let expected):
      "the server's answer cannot be read: its kind is '\(kind)' instead of \(expected.joined(separator: " or "))"
    case .status(let status): "the server sent an error instead: \(status)"
    case .tooLarge(let what, let limit):
      "the server's answer cannot be read: \(what) is larger than \(limit) bytes"
    }
  }
}
