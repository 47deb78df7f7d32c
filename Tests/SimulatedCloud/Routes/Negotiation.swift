/// The format of a response: the first accepted type that the server supports.
struct Negotiation: Sendable {
  enum Encoding: Sendable {
    case json
    case protobuf

    var mediaType: String {
      self == .json ? "application/json" : "application/vnd.kubernetes.protobuf"
    }
  }

  enum View: Equatable, Sendable {
    case object
    case metadata
    case metadataList
    case table
  }

  var encoding: Encoding
  var view: View

  /// nil if no accepted type is supported. Errors, discovery and version have only the plain object view.
  init?(accept: String?, behavior: Behavior, views: Bool) {
    for wish in (accept ?? "*/*").split(separator: ",") {
      if let met = Self.meet(wish, behavior, views) {
        self = met
        return
      }
    }
    return nil
  }

  private init(_ encoding: Encoding, _ view: View) {
    self.encoding = encoding
    self.view = view
  }

  private static func meet(_ wish: Substring, _ behavior: Behavior, _ views: Bool) -> Negotiation? {
    var parts = wish.split(separator: ";").map { $0.filter { $0 != " " } }
    let mediaType = parts.isEmpty ? "" : parts.removeFirst()
    let parameters = parts.map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
      .reduce(into: [String: String]()) { $0[$1[0]] = $1.count > 1 ? $1[1] : "" }
    guard let encoding = encoding(mediaType, behavior) else { return nil }
    guard let kind = parameters["as"] else { return Negotiation(encoding, .object) }
    guard views, parameters["g"] == "meta.k8s.io", parameters["v"] == "v1" else { return nil }
    switch kind {
    case "PartialObjectMetadata":
      return Negotiation(encoding, behavior.answersMetadataOnly ? .metadata : .object)
    case "PartialObjectMetadataList":
      return Negotiation(encoding, behavior.answersMetadataOnly ? .metadataList : .object)
    case "Table": return encoding == .json ? Negotiation(encoding, .table) : nil
    default: return nil
    }
  }

  private static func encoding(_ mediaType: String, _ behavior: Behavior) -> Encoding? {
    switch mediaType {
    case "application/json", "application/*", "*/*": .json
    case "application/vnd.kubernetes.protobuf" where behavior.answersProtobuf: .protobuf
    default: nil
    }
  }
}
