/// How a reply is written.
public enum ReplyEncoding: Sendable {
  case json
  case protobuf

  /// Goes by a reply's `Content-Type`; nil for one that is neither, or missing.
  public init?(contentType: String?) {
    let type = contentType?.split(separator: ";", omittingEmptySubsequences: false).first ?? ""
    switch type.lowercased().filter({ !$0.isWhitespace }) {
    case "application/json": self = .json
    case "application/vnd.kubernetes.protobuf": self = .protobuf
    default: return nil
    }
  }
}
