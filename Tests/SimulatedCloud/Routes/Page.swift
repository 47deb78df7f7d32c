/// The objects of a list and its metadata.
struct Page: Sendable {
  private(set) var objects: [StoredObject] = []
  private(set) var metadata: JSONValue = .object([])

  init(_ call: Call, _ path: APIPath, _ resource: Resource, _ selector: Selector) throws {
    let prefix = path.namespace.map { $0 + "/" } ?? ""
    let query = call.request.query
    var limit = query["limit"].flatMap(Int.init) ?? 0
    if query["resourceVersion"] == "0" { limit = 0 }
    let token = try query["continue"].flatMap { $0.isEmpty ? nil : try ContinueToken($0, prefix) }
    if let token, call.faults.contains(where: \.expiresTokens) { throw StatusError.expired(token, prefix) }
    let source = try Self.source(call.store, resource, token, prefix, keep: limit > 0)
    metadata["resourceVersion"] = .string(String(source.resourceVersion))
    guard let last = collect(source.objects, selector, prefix, limit) else { return }
    let rest = source.objects[(last + 1)...].prefix { prefix.isEmpty || $0.key.hasPrefix(prefix) }.count
    if rest == 0 { return }
    let next = ContinueToken(
      resourceVersion: Int64(source.resourceVersion), start: source.objects[last].key + "\0")
    metadata["continue"] = .string(next.text(prefix))
    if selector.isEmpty { metadata["remainingItemCount"] = .integer(rest) }
  }

  private struct Source {
    var objects: [StoredObject]
    var resourceVersion: UInt64
  }

  /// The objects from the token's position on, as they were when the list began.
  private static func source(
    _ store: Store, _ resource: Resource, _ token: ContinueToken?, _ prefix: String, keep: Bool
  ) throws -> Source {
    let (objects, version) = try store.transact { state in
      let current = state.objects[resource.plural] ?? SortedObjects()
      guard let token, token.resourceVersion >= 0, token.resourceVersion != state.resourceVersion else {
        if keep { state.keepSnapshot() }
        return (current, state.resourceVersion)
      }
      let version = UInt64(token.resourceVersion)
      guard let snapshot = state.snapshot(version, resource) else { throw StatusError.expired(token, prefix) }
      return (snapshot, version)
    }
    return Source(objects: objects.from(token?.start ?? prefix), resourceVersion: version)
  }

  /// Takes objects up to the limit. Returns the position of the last one if the limit was reached.
  private mutating func collect(
    _ source: [StoredObject], _ selector: Selector, _ prefix: String, _ limit: Int
  ) -> Int? {
    if selector.isEmpty, prefix.isEmpty, limit == 0 {
      objects = source
      return nil
    }
    for (index, object) in source.enumerated() {
      guard prefix.isEmpty || object.key.hasPrefix(prefix) else { break }
      guard selector.isEmpty || selector.matches(object) else { continue }
      objects.append(object)
      if objects.count == limit { return index }
    }
    return nil
  }
}
