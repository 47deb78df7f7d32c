/// Which objects a list shall hold, and how it shall come.
public struct ListOptions: Equatable, Sendable {
  public enum Resource: String, Sendable {
    case pods
    case nodes
  }

  public var resource: Resource
  /// nil: all namespaces. Nodes have none.
  public var namespace: String?
  public var labelSelector: String?
  public var fieldSelector: String?
  /// Whether the objects' metadata is enough.
  public var metadataOnly: Bool
  /// How many objects come in one reply; nil: all.
  public var pageSize: Int?

  public init(
    _ resource: Resource = .pods, namespace: String? = nil, labelSelector: String? = nil,
    fieldSelector: String? = nil, metadataOnly: Bool = false, pageSize: Int? = nil
  ) {
    self.resource = resource
    self.namespace = namespace
    self.labelSelector = labelSelector
    self.fieldSelector = fieldSelector
    self.metadataOnly = metadataOnly
    self.pageSize = pageSize
  }

  /// kubectl's `--chunk-size`, and what an unpaged list that was cut is asked for again in.
  public static let usualPageSize = 500

  var path: String {
    switch resource {
    case .pods: APIPath.pods(namespace: namespace)
    case .nodes: APIPath.nodes
    }
  }

  var action: APIAction {
    switch resource {
    case .pods: APIAction("list", resource.rawValue, namespace: namespace)
    case .nodes: APIAction("list", resource.rawValue, name: "")
    }
  }

  /// Never a `resourceVersion`: without one the answer is consistent, not merely recent.
  func query(continueToken: String?) -> [(name: String, value: String)] {
    var items: [(name: String, value: String)] = []
    if let pageSize { items.append(("limit", String(pageSize))) }
    if let continueToken { items.append(("continue", continueToken)) }
    if let labelSelector { items.append(("labelSelector", labelSelector)) }
    if let fieldSelector { items.append(("fieldSelector", fieldSelector)) }
    return items
  }
}

/// Gets what a list holds while it arrives.
///
/// Only after `list(_:with:to:)` has returned is it known to have been whole.
public protocol ListVisitor: AnyObject {
  associatedtype Object

  /// The list begins, or begins anew: what it gave before counts for nothing.
  ///
  /// - Parameter head: of the first reply.
  func listBegins(_ head: HTTPHead) throws
  func visit(_ object: Object) throws
  /// An item that is not what it should be; `problem` says where and why.
  func visitUnreadable(_ problem: String) throws
}

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
    let list = PagedList(
      server: self, path: options.path, action: options.action, decoder: decoder, visitor: visitor)
    try list.run(options)
  }
}

/// One list, however many replies and restarts it takes.
private final class PagedList<Decoder: ItemDecoder, Visitor: ListVisitor>
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
      case .unreadable(let error, _):
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
