extension APIServer {
  /// Lists objects, page by page or all at once, and hands on each as its bytes arrive.
  ///
  /// What was cut or ran out of time is asked for once more, in pages; a page that is no longer to be had
  /// (410) restarts the list, once.
  ///
  /// - Throws: `APIError`; and what the visitor throws.
  public func list<Decoder: ItemDecoder, Visitor: ListVisitor>(
    _ options: ListOptions, with decoder: Decoder, to visitor: Visitor
  ) throws where Visitor.Object == Decoder.Object {
    let call = ListCall(
      server: self, path: options.path, action: options.action, decoder: decoder, visitor: visitor)
    try call.run(options)
  }
}

/// One list, however many replies and restarts it takes.
private final class ListCall<Decoder: ItemDecoder, Visitor: ListVisitor>
where Visitor.Object == Decoder.Object {
  private let server: APIServer
  private let path: String
  private let action: APIAction
  private let visitor: Visitor
  private let items: ListItems<Decoder>
  private var hasBegun = false

  init(server: APIServer, path: String, action: APIAction, decoder: Decoder, visitor: Visitor) {
    self.server = server
    self.path = path
    self.action = action
    items = ListItems(decoder)
    self.visitor = visitor
  }

  func run(_ options: ListOptions) throws {
    var options = options
    var remedies: Set<Remedy> = [.pages, .anew]
    while true {
      do { return try listOnce(options) } catch let error as APIError {
        guard let remedy = Remedy(for: error), remedies.remove(remedy) != nil else { throw error }
        server.log.notice("\(error); listing again from the beginning")
        if remedy == .pages, options.pageSize == nil { options.pageSize = ListOptions.usualPageSize }
      }
    }
  }

  /// What may help a list that failed; each once.
  private enum Remedy {
    case pages
    case anew

    init?(for error: APIError) {
      switch error.cause {
      case .refused(code: 410, _, _): self = .anew
      case .refused(code: 504, _, _): self = .pages
      case .transport(let error) where error.kind.mayHaveReachedServer: self = .pages
      case .unreadable(let error as ReplyError, _):
        switch error {
        case .cut, .malformed: self = .pages
        case .status(let status) where status.code == 410 || status.reason == "Expired": self = .anew
        case .status: self = .pages
        case .unexpectedKind, .tooLarge: return nil
        }
      default: return nil
      }
    }
  }

  private func listOnce(_ options: ListOptions) throws {
    items.number = 0
    hasBegun = false
    var token: String?
    repeat {
      token = try readPage(options, continueToken: token).continueToken
    } while token != nil
  }

  private func readPage(_ options: ListOptions, continueToken: String?) throws -> ListMetadata {
    var page = ListPage(kinds: Decoder.kinds.map { $0 + "List" })
    let accept = options.metadataOnly ? Accept.metadataList : Accept.objects
    let request = HTTPRequest(
      .get, server.url + path + urlQuery(options.query(continueToken: continueToken)),
      headers: [HTTPHeader("Accept", accept)], repeatability: .safe, bodyLimit: .max
    ) { [self] head, bytes in
      try begin(head)
      try page.receive(bytes, contentType: head["Content-Type"]) { item, encoding in
        try visit(item, encoding)
      }
    }
    do {
      let response = try server.client.perform(request)
      guard response.head.isSuccess else { throw server.refusal(response, action) }
      return try finish(page, response)
    } catch let error as HTTPError {
      if let reason = error.underlying as? ReplyError {
        throw server.unreadable(reason, auditID: error.auditID, action)
      }
      throw error.underlying ?? server.transport(error, action)
    }
  }

  private func finish(_ page: ListPage, _ response: HTTPResponse) throws -> ListMetadata {
    do { return try page.finish() } catch let error as ReplyError {
      throw server.unreadable(error, auditID: response.auditID, action)
    }
  }

  private func begin(_ head: HTTPHead) throws {
    guard !hasBegun else { return }
    hasBegun = true
    try visitor.listBegins(head)
  }

  private func visit(_ item: UnsafeRawBufferPointer, _ encoding: ReplyEncoding) throws {
    let object: Decoder.Object
    do throws(UnreadableItem) { object = try items.object(item, encoding) } catch {
      return try visitor.visitUnreadable(error.problem)
    }
    try visitor.visit(object)
  }
}
