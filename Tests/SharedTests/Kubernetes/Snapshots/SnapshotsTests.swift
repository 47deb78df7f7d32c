import Foundation
import Glibc
import TestSupport
import Testing

@testable import Shared

@Suite("Snapshots", .timeLimit(.minutes(15)))
struct SnapshotsTests {
  struct Found: Equatable {
    var pods: [String] = []
    var nodes: [String] = []
    var count = SnapshotCount()
  }

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ paths: [String], stopSource: (any StopSource)? = nil) throws -> Found {
    var found = Found()
    found.count = try Snapshots(paths, stopSource: stopSource).read(with: PodDecoder(sampleKeys)) {
      found.pods.append("\($0.namespace)/\($0.name)")
    } node: {
      found.nodes.append(try $0["metadata"]["name"].string())
    }
    return found
  }

  private func read(_ text: String) throws -> Found { try read([folder.write("s.json", text)]) }

  private func error(_ text: String) throws -> SnapshotError {
    let path = try folder.write("s.json", text)
    let error = try #require(throws: SnapshotError.self) { try read([path]) }
    #expect(error.path == path)
    return error
  }

  static let pod =
    #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p","namespace":"n","uid":"u","resourceVersion":"1"}}"#
  static let barePod = #"{"metadata":{"name":"p","namespace":"n","uid":"u","resourceVersion":"1"}}"#
  static let node = #"{"apiVersion":"v1","kind":"Node","metadata":{"name":"m"}}"#
  static let bareNode = #"{"metadata":{"name":"m"}}"#
  static let service = #"{"apiVersion":"v1","kind":"Service","metadata":{"name":"s"}}"#
  static let otherNode = #"{"apiVersion":"longhorn.io/v1beta2","kind":"Node","metadata":{"name":"l"}}"#

  static func list(_ kind: String, _ items: String...) -> String {
    #"{"apiVersion":"v1","kind":"\#(kind)","items":[\#(items.joined(separator: ","))]}"#
  }

  /// A list as kubectl writes it: its members are sorted by name, so the kind follows the items.
  static func sortedList(_ kind: String, _ items: String...) -> String {
    """
    {
        "apiVersion": "v1",
        "items": [\(items.joined(separator: ",\n "))],
        "kind": "\(kind)",
        "metadata": { "resourceVersion": "" }
    }

    """
  }

  static func found(_ pods: Int, _ nodes: Int, _ others: [String: Int] = [:]) -> Found {
    Found(
      pods: Array(repeating: "n/p", count: pods), nodes: Array(repeating: "m", count: nodes),
      count: SnapshotCount(pods: pods, nodes: nodes, others: others))
  }

  static let good: [(String, Found)] = [
    (pod, found(1, 0)), (node, found(0, 1)), ("\n\(pod)\n", found(1, 0)),
    (list("List"), found(0, 0)), (list("PodList"), found(0, 0)), (list("NodeList"), found(0, 0)),
    (list("List", pod, node, pod), found(2, 1)), (list("List", node, node, pod), found(1, 2)),
    (sortedList("List", pod, node), found(1, 1)),
    (list("PodList", barePod, barePod), found(2, 0)), (sortedList("PodList", barePod), found(1, 0)),
    (list("NodeList", bareNode), found(0, 1)), (sortedList("NodeList", bareNode, bareNode), found(0, 2)),
    (list("PodList", pod), found(1, 0)),
    (list("List", service, pod, service), found(1, 0, ["Service": 2])),
    (list("List", otherNode, node), found(0, 1, ["Node (longhorn.io/v1beta2)": 1])),
    (#"{"kind":"PodList","apiVersion":"v1","items":null}"#, found(0, 0)),
    (#"{"kind":"PodList","metadata":{"continue":""},"items":[\#(barePod)]}"#, found(1, 0)),
  ]

  @Test("Pods and nodes are found in every format that kubectl writes", arguments: good)
  func goodSnapshots(text: String, expected: Found) throws {
    #expect(try read(text) == expected)
  }

  @Test("A snapshot that is cut anywhere is an error", arguments: good.map(\.0))
  func cut(text: String) throws {
    let bytes = Array(text.utf8)
    let end = try #require(bytes.lastIndex(of: UInt8(ascii: "}")))
    for length in 0..<end {
      #expect(throws: ReplyError.self) {
        var reader = SnapshotReader(PodDecoder(sampleKeys))
        try bytes[..<length].withUnsafeBytes {
          try reader.receive($0) { _ in
          } node: { _ in
          }
        }
        _ = try reader.finish { _ in
        } node: { _ in
        }
      }
    }
  }

  static let bad: [(String, String)] = [
    ("", "it is empty"), (" \n", "it is empty"), ("kind: Pod\n", "expected an object"),
    ("[]", "expected an object"), (pod.dropLast() + "", "it ends too early"),
    (list("List", pod) + "x", "something follows the list"),
    (list("List", pod) + list("List", node), "something follows the list"),
    (pod + pod, "something follows the list"),
    (
      list("List", pod, barePod), "items[1].kind: each item of a List must have a kind, but this one has none"
    ),
    (
      sortedList("List", bareNode),
      "items[0].kind: each item of a List must have a kind, but this one has none"
    ),
    (list("PodList", barePod, bareNode), "items[1].metadata.namespace: a pod has a namespace"),
    (sortedList("NodeList", bareNode, barePod), "items[1].metadata.namespace: a node has no namespace"),
    (list("List", pod, list("PodList")), "items[1].kind: a list in a list is not supported"),
    (list("List", pod, "7"), "items: each must be an object"),
    (list("List", #"{"kind":7}"#), "items[0].kind: expected a string, found a number"),
    (
      list("List", node, #"{"kind":"Pod","metadata":{"name":"p","uid":7}}"#),
      "items[1].metadata.uid: expected a string, found a number"
    ),
    (
      list("List", pod, #"{"kind":"Node","metadata":{}}"#),
      "items[1].metadata.name: expected a string, but there is none"
    ),
    (#"{"kind":"Pod","metadata":{}}"#, "metadata.name: expected a string, but there is none"),
    (service, "kind: it is 'Service' (v1), not List, PodList, NodeList, Pod or Node"),
    (otherNode, "kind: it is 'Node' (longhorn.io/v1beta2), not List, PodList, NodeList, Pod or Node"),
    (#"{"kind":"Status","code":403}"#, "kind: it is 'Status' (v1), not List, PodList, NodeList, Pod or Node"),
    (#"{"items":[]}"#, "kind: expected a string, but there is none"),
    (#"{"kind":"Pod","items":[\#(pod)]}"#, "items: a Pod has no items"),
    (
      #"{"kind":"PodList","metadata":{"continue":"t"},"items":[\#(barePod)]}"#,
      "metadata.continue: this is only one page of a list; use the whole list"
    ),
    (
      #"{"kind":"PodList","metadata":{"remainingItemCount":5},"items":[\#(barePod)]}"#,
      "metadata.remainingItemCount: 5 more items, but no continue token to ask for them"
    ),
    (
      #"{"kind":"List","it\u0065ms":[\#(pod)]}"#,
      "items: its name contains escapes, which are not supported"
    ),
    (#"{"kind":"List","items":{"a":1}}"#, "items: expected an array, found an object"),
  ]

  @Test("Invalid data is an error that says where it is and exits with 65", arguments: bad)
  func badSnapshots(text: String, problem: String) throws {
    let error = try error(text)
    #expect(error.problem == problem)
    #expect(error.exitStatus == .data)
    let sentence = problem.hasPrefix("it ") ? " \(problem.dropFirst(3))" : ": \(problem)"
    #expect(
      error.description == "snapshot \(error.path)\(sentence); expected the output of kubectl get -o json")
  }

  @Test("An error about invalid JSON in an item contains the item's index")
  func brokenItem() throws {
    let error = try error(Self.list("List", Self.pod, #"{"a":1,"a":2}"#))
    #expect(error.problem.hasPrefix("items[1]: not JSON: duplicate object key"))
  }

  @Test(
    "A response of the API server is a valid snapshot",
    arguments: [("pods-list.json", true), ("nodes-list.json", false)])
  func recorded(name: String, isPods: Bool) throws {
    let found = try read(["\(Repository.recordedAnswers)/\(name)"])
    #expect((isPods ? found.count.pods : found.count.nodes) > 1)
    #expect((isPods ? found.count.nodes : found.count.pods) == 0)
    #expect(found.count.others.isEmpty)
  }

  @Test("Several snapshots are read in order, and an invalid one is an error")
  func several() throws {
    let pods = try folder.write("pods", Self.list("PodList", Self.barePod, Self.barePod))
    let mixed = try folder.write("mixed", Self.list("List", Self.pod, Self.service, Self.node))
    let bad = try folder.write("bad", Self.list("List", Self.pod) + "}")
    #expect(try read([pods, mixed]) == Self.found(3, 1, ["Service": 1]))
    let error = try #require(throws: SnapshotError.self) { try read([pods, bad, mixed]) }
    #expect(error.path == bad)
  }

  @Test("A large snapshot is read in pieces")
  func large() throws {
    let padding = String(repeating: "x", count: 1000)
    let pod =
      #"{"kind":"Pod","x":"\#(padding)","metadata":{"name":"p","namespace":"n","uid":"u","resourceVersion":"1"}}"#
    let text = #"{"kind":"List","items":["# + Array(repeating: pod, count: 3000).joined(separator: ",") + "]}"
    #expect(try read(text).count.pods == 3000)
  }

  @Test("A missing snapshot exits with 66", arguments: ["none", "file/none"])
  func missing(name: String) throws {
    _ = try folder.write("file", "")
    let error = try #require(throws: SnapshotError.self) { try read(["\(folder.path)/\(name)"]) }
    #expect(error.kind == .missing)
    #expect(error.exitStatus == .noinput)
    #expect(error.description.hasPrefix("cannot read snapshot \(error.path): "))
  }

  @Test("A folder as a snapshot exits with 65")
  func folderInstead() throws {
    let error = try #require(throws: SnapshotError.self) { try read([folder.path]) }
    #expect(error.exitStatus == .data)
    #expect(error.problem == "Is a directory")
  }

  private struct Refusal: Error {}

  @Test("Errors of the visitor are passed on, and errors about a node get the file's path")
  func bodies() throws {
    let path = try folder.write("s", Self.list("List", Self.pod, Self.node))
    let snapshots = Snapshots([path])
    #expect(throws: Refusal.self) {
      _ = try snapshots.read(with: PodDecoder(sampleKeys)) { _ in
        throw Refusal()
      } node: { _ in
      }
    }
    let error = #expect(throws: SnapshotError.self) {
      _ = try snapshots.read(with: PodDecoder(sampleKeys)) { _ in
      } node: {
        throw $0["status"]["capacity"].error("there is none")
      }
    }
    #expect(error == SnapshotError(.unreadable, path, "items[1].status.capacity: there is none"))
  }

  private final class Stopped: StopSource {
    func state(at now: ContinuousClock.Instant) -> StopState { .stopping }
    var nextChange: ContinuousClock.Instant? { nil }
  }

  @Test("Reading a pipe without a writer stops when the run ends and exits with 75")
  func stopped() throws {
    let path = try NamedPipe(in: folder).path
    let error = try #require(throws: SnapshotError.self) { try read([path], stopSource: Stopped()) }
    #expect(error.kind == .stopped)
    #expect(error.exitStatus == .tempfail)
  }

  @Test("A snapshot may come from a pipe in pieces of any size", arguments: [1, 50, 1 << 20])
  func pipe(piece: Int) async throws {
    let pipe = try NamedPipe(in: folder)
    let text = Array(Self.list("List", Self.pod, Self.node).utf8)
    // A thread, not a task: reading blocks, and there may be only one thread for tasks.
    async let found = onOwnThread { [self] in
      try read([pipe.path], stopSource: Interruption(deadline: .seconds(300)))
    }
    try await pipe.write(chunks(text, of: piece).map { Array($0) })
    #expect(try await found == Self.found(1, 1))
  }
}
