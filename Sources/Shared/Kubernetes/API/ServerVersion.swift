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

extension APIServer {
  /// nil if the server does not tell us (403, 404, or what is no version): it is then taken for an old one.
  public func versionIfTold() throws(APIError) -> ServerVersion? { try perform(versionCall) }

  /// What `versionIfTold()` does.
  public var versionCall: APICall<ServerVersion?> {
    let action = APIAction("get", "/version", name: "")
    let request = request(.get, "/version", accept: Accept.json, repeatability: .safe)
    return APICall(request: request) { [self] outcome throws(APIError) in
      do throws(APIError) { return try version(in: success(of: outcome, action), action) } catch {
        guard error.leavesVersionOpen else { throw error }
        log.info("the server's version is not known: \(error)")
        return nil
      }
    }
  }

  private func version(in response: HTTPResponse, _ action: APIAction) throws(APIError) -> ServerVersion {
    do { return try ServerVersion(json: JSONCursor(JSONValue(parsing: response.body))) } catch {
      throw unreadable(ReplyError.malformed("\(error)"), auditID: response.auditID, action)
    }
  }
}

extension APIError {
  /// Whether it says nothing of what the server will answer otherwise: a gateway may keep `/version` to itself.
  fileprivate var leavesVersionOpen: Bool {
    switch cause {
    case .refused(let code, _, _): [403, 404].contains(code)
    case .unreadable: true
    case .transport: false
    }
  }
}
