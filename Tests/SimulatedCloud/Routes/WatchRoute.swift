import Synchronization

/// `GET` with `watch`: one event after the other, as long as the client listens.
struct WatchRoute: Route {
  /// A server sends a bookmark this much before it ends a watch.
  private static let bookmarkLead = 1.8

  func answer(_ call: Call) throws -> Answer? {
    guard call.request.method == "GET", call.request.isWatch, let path = call.path, let resource = path.known
    else { return nil }
    guard call.behavior.answersWatches else { throw StatusError.methodNotAllowed(resource.plural) }
    let negotiated = try call.negotiate()
    let rendering = WatchRendering(
      resource: resource, isProtobuf: negotiated.encoding == .protobuf,
      isMetadata: negotiated.view == .metadata || negotiated.view == .metadataList)
    let query = call.request.query
    let selector = try Selector(query, resource)
    let since = try query["resourceVersion"].flatMap(Self.version)
    let (forgotten, watch) = call.store.transact { state in
      (state.watches.forgotten, state.watches.watch(since: since))
    }
    if let since, since < forgotten {
      call.store.transact { $0.watches.stop(watch.number) }
      return rendering.answer(
        .events(
          AsyncStream {
            $0.yield(rendering.tooOld(since, forgotten)); $0.finish()
          }))
    }
    let store = call.store
    let sent = Sent(version: since ?? .max)
    let events = AsyncStream<[UInt8]> { continuation in
      let task = Task(executorPreference: ServerThreads.shared) {
        for await event in watch.events where event.object.shape.resource === resource {
          guard
            let seen = event.seen(matching: { object in
              (path.namespace ?? object.namespace) == object.namespace && selector.matches(object)
            })
          else { continue }
          sent.version.withLock { $0 = seen.object.version.resource }
          continuation.yield(rendering.event(seen.kind.rawValue, seen.object))
        }
        continuation.finish()
      }
      let end = query["timeoutSeconds"].flatMap(Double.init).map { seconds in
        Task(executorPreference: ServerThreads.shared) {
          let second = call.behavior.watchSecond
          if seconds >= 3, query["allowWatchBookmarks"] == "true" {
            try await Task.sleep(for: second * (seconds - Self.bookmarkLead))
            let newest = store.transact { $0.resourceVersion }
            if newest > sent.version.withLock({ $0 }) { continuation.yield(rendering.bookmark(newest)) }
            try await Task.sleep(for: second * Self.bookmarkLead)
          } else {
            try await Task.sleep(for: second * seconds)
          }
          continuation.finish()
        }
      }
      continuation.onTermination = { _ in
        store.transact { $0.watches.stop(watch.number) }
        task.cancel()
        end?.cancel()
      }
    }
    return rendering.answer(.events(events))
  }

  /// The newest version that a watch has reported.
  private final class Sent: Sendable {
    let version: Mutex<UInt64>

    init(version: UInt64) { self.version = Mutex(version) }
  }

  /// nil for any version.
  private static func version(_ text: String) throws -> UInt64? {
    if text.isEmpty { return nil }
    guard let version = UInt64(text) else {
      throw StatusError(
        code: 500, reason: "",
        message:
          "resourceVersion: Invalid value: \"\(text)\": strconv.ParseUint: parsing \"\(text)\": invalid syntax"
      )
    }
    return version == 0 ? nil : version
  }
}

/// How a watch's events are written.
struct WatchRendering: Sendable {
  let resource: Resource
  let isProtobuf: Bool
  let isMetadata: Bool

  func answer(_ body: Answer.Body) -> Answer {
    Answer(
      contentType: isProtobuf ? "application/vnd.kubernetes.protobuf;stream=watch" : "application/json",
      body: body)
  }

  func event(_ type: String, _ object: StoredObject) -> [UInt8] {
    let encodings = object.shape.encodings
    if isProtobuf {
      return frame(type, (isMetadata ? encodings.metadataProtobuf : encodings.protobuf).bytes(object))
    }
    return line(type, (isMetadata ? encodings.metadataJSON : encodings.json).bytes(object))
  }

  func bookmark(_ version: UInt64) -> [UInt8] {
    let object: JSONValue = ["metadata": ["resourceVersion": .string("\(version)")]]
    if isProtobuf {
      let schema = isMetadata ? Schema.partialObjectMetadata : resource.schema
      return frame("BOOKMARK", ProtobufEncoding.encode(object, as: schema).bytes)
    }
    var members = #""metadata":{"resourceVersion":"\#(version)"}"#
    // Go writes an empty pod so.
    if !isMetadata, resource === Resource.pods { members += #","spec":{"containers":null},"status":{}"# }
    return line("BOOKMARK", Array(members.utf8))
  }

  /// What a server says that no longer has the changes since a version.
  func tooOld(_ version: UInt64, _ forgotten: UInt64) -> [UInt8] {
    let error = StatusError(
      code: 410, reason: "Expired", message: "too old resource version: \(version) (\(forgotten))")
    if isProtobuf {
      return frame("ERROR", ProtobufEncoding.encode(error.value, as: .status).bytes, "v1", "Status")
    }
    let status: JSONValue = .object(
      [JSONMember("kind", "Status"), JSONMember("apiVersion", "v1")] + error.value.members)
    return Array(#"{"type":"ERROR","object":"#.utf8) + JSONText.bytes(status) + Array("}\n".utf8)
  }

  private var apiVersion: String { isMetadata ? "meta.k8s.io/v1" : resource.apiVersion }
  private var kind: String { isMetadata ? "PartialObjectMetadata" : resource.kind }

  private func line(_ type: String, _ members: [UInt8]) -> [UInt8] {
    Array(#"{"type":"\#(type)","object":{"kind":"\#(kind)","apiVersion":"\#(apiVersion)","#.utf8) + members
      + Array("}}\n".utf8)
  }

  /// A 4-byte length, and a `WatchEvent` whose object is in an envelope.
  private func frame(_ type: String, _ message: [UInt8], _ apiVersion: String? = nil, _ kind: String? = nil)
    -> [UInt8]
  {
    let object = Envelope.wrap(message, apiVersion: apiVersion ?? self.apiVersion, kind: kind ?? self.kind)
    let event = field(1, Array(type.utf8)) + field(2, field(1, object))
    return withUnsafeBytes(of: UInt32(event.count).bigEndian, Array.init) + event
  }

  private func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    [number << 3 | 2] + Varint.bytes(UInt64(bytes.count)) + bytes
  }
}
