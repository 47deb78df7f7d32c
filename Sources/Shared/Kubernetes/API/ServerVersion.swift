/// The version from `/version`.
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

  /// Whether an unpaged list costs the server no more memory than a page: `StreamingCollectionEncodingToJSON` and
  /// `…ToProtobuf` are on by default since 1.34.
  public var streamsLists: Bool { (major, minor) >= (1, 34) }

  private static func leadingNumber(_ place: JSONCursor) throws(JSONError) -> Int {
    let text = try place.string()
    guard let number = Int(text.prefix { $0.isNumber }) else { throw place.error("expected a number") }
    return number
  }
}

extension APICall<ServerVersion?> {
  /// Reads the server's version; nil if the server does not tell. Callers then assume an old one.
  public static var readVersion: Self {
    APICall(action: APIAction("get", "/version", name: ""), path: "/version", repeatability: .safe) {
      response throws(APIError) in
      do throws(APIError) { return try response.version() } catch {
        // A gateway may block `/version`.
        if case .refused(let code, _, _) = error.cause, ![403, 404].contains(code) { throw error }
        response.server.log.info("the server's version is unknown: \(error)")
        return nil
      }
    }
  }
}

extension APIResponse {
  fileprivate func version() throws(APIError) -> ServerVersion {
    let body = try success().body
    do { return try ServerVersion(json: JSONCursor(JSONValue(parsing: body))) } catch {
      throw unreadable(.malformed("\(error)"))
    }
  }
}
