/// What `/version` says.
public struct ServerVersion: Equatable, Sendable {
  /// `v1.36.2`
  public let text: String
  public let major: Int
  public let minor: Int

  public init(json: JSONCursor) throws(JSONError) {
    text = try json["gitVersion"].string()
    major = try Self.leadingNumber(json["major"])
    // Some providers write "28+".
    minor = try Self.leadingNumber(json["minor"])
  }

  /// Whether an unpaged list costs the server no more memory than a page
  /// (`StreamingCollectionEncodingToJSON` and `…ToProtobuf` are on by default since 1.34).
  public var streamsLists: Bool { (major, minor) >= (1, 34) }

  private static func leadingNumber(_ place: JSONCursor) throws(JSONError) -> Int {
    let text = try place.string()
    guard let number = Int(text.prefix { $0.isNumber }) else { throw place.error("a number was expected") }
    return number
  }
}
