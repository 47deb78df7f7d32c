/// Which objects to list, and how.
public struct ListOptions: Equatable, Sendable {
  public enum Resource: String, Sendable {
    case pods
    case nodes
  }

  public var resource: Resource
  /// nil for all namespaces, and for nodes.
  public var namespace: String?
  public var labelSelector: String?
  public var fieldSelector: String?
  /// Whether to request only the objects' metadata.
  public var metadataOnly: Bool
  /// The most objects per reply; nil for all.
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

  /// The default of kubectl's `--chunk-size`, and the page size when retrying an unpaged list that was cut off.
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

  /// Never includes a `resourceVersion`: without one, the answer is the latest, not a cached one.
  func query(continueToken: String?) -> [(name: String, value: String)] {
    var items: [(name: String, value: String)] = []
    if let pageSize { items.append(("limit", String(pageSize))) }
    if let continueToken { items.append(("continue", continueToken)) }
    if let labelSelector { items.append(("labelSelector", labelSelector)) }
    if let fieldSelector { items.append(("fieldSelector", fieldSelector)) }
    return items
  }
}

/// Receives a list's items as they arrive.
///
/// The list is known to be complete only when `list(_:with:to:)` has returned.
public protocol ListVisitor: AnyObject {
  associatedtype Object

  /// The list begins, or restarts: discard everything received before.
  ///
  /// - Parameter head: the first reply's head.
  func listBegins(_ head: HTTPHead) throws
  func visit(_ object: Object) throws
  /// An invalid item; `problem` says where and why.
  func visitUnreadable(_ problem: String) throws
}

extension APIServer {
  /// Lists objects, in pages or all at once, and passes each to the visitor as it arrives.
  ///
  /// If the list is cut off or times out, retries it once in pages. If a page has expired (410), restarts the list
  /// once.
  ///
  /// - Returns: the list's `resourceVersion`, from which a watch can continue; nil if its pages do not agree.
  /// - Throws: `APIError`, and what the visitor throws.
  @discardableResult
  public func list<Decoder: ItemDecoder, Visitor: ListVisitor>(
    _ options: ListOptions, with decoder: Decoder, to visitor: Visitor
  ) throws -> String? where Visitor.Object == Decoder.Object {
    let list = PagedList(
      server: self, path: options.path, action: options.action, decoder: decoder, visitor: visitor)
    return try log.progress.during(.listing(options.resource.rawValue)) { try list.run(options) }
  }
}

/// One list, over all its replies and restarts.
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

  func run(_ options: ListOptions) throws -> String? {
    var options = options
    var remedies: Set<Remedy> = [.pages, .anew]
    while true {
      do { return try listOnce(options) } catch let error as APIError {
        guard let remedy = Remedy(for: error), remedies.remove(remedy) != nil else { throw error }
        server.log.notice("listing again from the beginning: \(error)")
        if remedy == .pages, options.pageSize == nil { options.pageSize = ListOptions.usualPageSize }
      }
    }
  }

  /// What may help a failed list; each is tried once.
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
        case .cut, .malformed, .webPage: self = .pages
        case .status(let status) where status.code == 410 || status.reason == "Expired": self = .anew
        case .status: self = .pages
        case .unexpectedKind, .tooLarge: return nil
        }
      default: return nil
      }
    }
  }

  private func listOnce(_ options: ListOptions) throws -> String? {
    items.number = 0
    hasBegun = false
    server.log.progress.set(0)
    var token: String?
    var versions: Set<String> = []
    repeat {
      let page = try readPage(options, continueToken: token)
      token = page.continueToken
      versions.insert(page.resourceVersion)
    } while token != nil
    return versions.count == 1 ? versions.first.flatMap { $0.isEmpty ? nil : $0 } : nil
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
    server.log.progress.add()
    let object: Decoder.Object
    do throws(UnreadableItem) { object = try items.object(item, encoding) } catch {
      return try visitor.visitUnreadable(error.problem)
    }
    try visitor.visit(object)
  }
}
