import Foundation
import TestSupport
import Testing

@testable import Shared

@Suite("A watch's answer", .timeLimit(.minutes(15)))
struct WatchReaderTests {
  private static func recorded(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: Repository.recordedAnswers + "/" + name)))
  }

  /// Reads an answer that arrives in pieces of this size.
  private func read(
    _ bytes: [UInt8], as type: String, pieces: Int = .max, limit: Int = WatchReader.eventLimit
  ) throws -> [WatchEvent] {
    var reader = try WatchReader(contentType: type, limit: limit)
    var events: [WatchEvent] = []
    for start in stride(from: 0, to: bytes.count, by: min(pieces, bytes.count)) {
      try bytes[start..<min(bytes.count, start + min(pieces, bytes.count))].withUnsafeBytes { piece in
        try reader.receive(piece) { events.append($0) }
      }
    }
    try reader.finish()
    return events
  }

  private func text(_ event: WatchEvent) -> String {
    switch event {
    case .changed(let pod): "changed \(pod.name) \(pod.resourceVersion) \(pod.uid.prefix(4))"
    case .deleted(let pod): "deleted \(pod.name) \(pod.resourceVersion) \(pod.uid.prefix(4))"
    case .bookmark(let version): "bookmark \(version)"
    }
  }

  private static let json = "application/json"
  private static let protobuf = "application/vnd.kubernetes.protobuf;stream=watch"

  @Test(
    "The recorded watches contain the same events, however they are encoded and split",
    arguments: [
      ("watch.json", json), ("watch-metadata.json", json), ("watch-protobuf.pb", protobuf),
      ("watch-metadata-protobuf.pb", protobuf),
    ], [1, 7, 1000, .max])
  func recorded(file: (name: String, type: String), pieces: Int) throws {
    let events = try read(Self.recorded(file.name), as: file.type, pieces: pieces)
    // One answer was recorded with two bookmarks.
    var texts = events.map(text)
    if texts.suffix(2) == ["bookmark 227", "bookmark 227"] { texts.removeLast() }
    #expect(
      texts == [
        "changed buildlet-a 220 67d5", "changed buildlet-b 221 f692", "changed other 222 b351",
        "changed buildlet-b 223 f692", "changed buildlet-b 224 f692", "changed buildlet-a 225 67d5",
        "deleted buildlet-a 226 67d5", "bookmark 227",
      ])
    #expect(events.map(\.resourceVersion).last == "227")
  }

  @Test(
    "An error event is the status that it contains",
    arguments: [("watch-too-old.json", json), ("watch-too-old-protobuf.pb", protobuf)])
  func tooOld(name: String, type: String) throws {
    let error = #expect(throws: ReplyError.self) { _ = try read(Self.recorded(name), as: type) }
    guard case .status(let status)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect((status.code, status.reason) == (410, "Expired"))
    #expect(status.message == "too old resource version: 2 (263)")
  }

  @Test("An answer without events is complete")
  func empty() throws { #expect(try read(Array("\n".utf8), as: Self.json).isEmpty) }

  @Test(
    "An answer that ends in the middle of an event is cut",
    arguments: [("watch-metadata.json", json), ("watch-metadata-protobuf.pb", protobuf)])
  func cut(name: String, type: String) throws {
    let bytes = try Self.recorded(name)
    #expect(throws: ReplyError.cut) { _ = try read(Array(bytes.prefix(1000)), as: type) }
  }

  @Test(
    "What is not an event is malformed",
    arguments: [
      "<html>", "[]", #"{"type":"ADDED"}"#,
      #"{"type":"MOVED","object":{"kind":"Pod","metadata":{"resourceVersion":"1"}}}"#,
      #"{"type":"ADDED","object":{"kind":"Pod","metadata":{"resourceVersion":"1","uid":"u"}}}"#,
      #"{"type":"ADDED","object":{"kind":"Pod","metadata":{"name":"p","uid":"u"}}}"#,
      #"{"type":"ADDED","object":{"kind":"Node","metadata":{"resourceVersion":"1","name":"n","uid":"u"}}}"#,
    ])
  func malformed(text: String) throws {
    let error = #expect(throws: ReplyError.self) { _ = try read(Array(text.utf8), as: Self.json) }
    switch error {
    case .malformed, .unexpectedKind: break
    default: Issue.record("\(String(describing: error))")
    }
  }

  @Test("A media type that is neither JSON nor protobuf is refused")
  func mediaType() {
    #expect(throws: ReplyError.self) { _ = try WatchReader(contentType: "text/html") }
  }

  @Test(
    "An event larger than the limit is refused before it is in memory",
    arguments: [("watch-metadata.json", json), ("watch-metadata-protobuf.pb", protobuf)])
  func tooLarge(name: String, type: String) throws {
    let bytes = try Self.recorded(name)
    #expect(throws: ReplyError.tooLarge("an event", limit: 500)) {
      _ = try read(bytes, as: type, pieces: 10, limit: 500)
    }
  }
}
