import Testing

@testable import Shared
@testable import reap_pods

@Suite("The pods that a run waits for", .timeLimit(.minutes(15)))
struct AwaitedPodsTests {
  private let pods = AwaitedPods([
    .init(namespace: "b", name: "one", uid: "1"), .init(namespace: "a", name: "one", uid: "2"),
    .init(namespace: "a", name: "two", uid: "3"),
  ])

  private var left: [String] { pods.left.map { "\($0.namespace)/\($0.name)" } }

  private func object(_ namespace: String, _ name: String, _ uid: String) -> WatchedObject {
    WatchedObject(namespace: namespace, name: name, uid: uid, resourceVersion: "9")
  }

  @Test("A pod is gone when it is deleted, or when another has its name")
  func events() {
    pods.note(.changed(object("b", "one", "1")))
    pods.note(.deleted(object("b", "one", "an earlier one")))
    pods.note(.deleted(object("c", "one", "1")))
    pods.note(.changed(object("a", "three", "4")))
    pods.note(.bookmark(resourceVersion: "10"))
    #expect(left == ["b/one", "a/one", "a/two"])
    pods.note(.deleted(object("b", "one", "1")))
    #expect(left == ["a/one", "a/two"])
    pods.note(.changed(object("a", "two", "5")))
    #expect(left == ["a/one"])
    #expect(pods.isEmpty(in: "b") && !pods.isEmpty(in: "a") && !pods.isEmpty(in: nil))
    pods.note(.deleted(object("a", "one", "2")))
    #expect(pods.isEmpty && pods.isEmpty(in: nil) && pods.total == 3)
  }

  private func pod(_ namespace: String, _ name: String, _ uid: String) -> Pod {
    var pod = Pod()
    (pod.namespace, pod.name, pod.uid) = (namespace, name, uid)
    return pod
  }

  @Test("A complete list removes what it does not contain, in its namespace only")
  func lists() {
    let list = AwaitedList(pods, in: "a")
    list.visit(pod("a", "one", "2"))
    list.visit(pod("a", "other", "7"))
    list.finish()
    #expect(left == ["b/one", "a/one"])
    let all = AwaitedList(pods, in: nil)
    all.visit(pod("a", "one", "8"))
    all.finish()
    #expect(left.isEmpty)
  }

  @Test("A list with an unreadable pod says nothing about the others")
  func unreadable() {
    #expect(throws: ReplyError.self) { try AwaitedList(pods, in: "a").visitUnreadable("odd") }
  }
}

@Suite("How to go on after a watch", .timeLimit(.minutes(15)))
struct WatchEndingsTests {
  private static func refused(_ code: Int, _ reason: String? = nil) -> APIError {
    APIError(
      cause: .refused(code: code, status: Status(reason: reason, code: code), auditID: "a"),
      action: APIAction("watch", "pods"), identity: "somebody")
  }

  private static func unreadable(_ error: ReplyError) -> APIError {
    APIError(
      cause: .unreadable(error, auditID: "a"), action: APIAction("watch", "pods"), identity: "somebody")
  }

  @Test(
    "What another try cannot change ends watching at once",
    arguments: [
      refused(400), refused(401), refused(403), refused(404), refused(405), refused(406),
      unreadable(.malformed("html")), unreadable(.unexpectedKind("Node", expected: ["Pod"])),
    ])
  func final(error: APIError) {
    var endings = WatchEndings()
    #expect(endings.remedy(for: error) == .poll)
  }

  @Test(
    "Three failures in a row end watching, unless an event came in between",
    arguments: [refused(500), refused(503), refused(429), refused(408), unreadable(.cut)])
  func failures(error: APIError) {
    var endings = WatchEndings()
    #expect(endings.remedy(for: error) == .resume(after: .milliseconds(500)))
    #expect(endings.remedy(for: error) == .resume(after: .seconds(1)))
    endings.noteProgress()
    #expect(endings.remedy(for: error) == .resume(after: .milliseconds(500)))
    #expect(endings.remedy(for: error) == .resume(after: .seconds(1)))
    #expect(endings.remedy(for: error) == .poll)
  }

  @Test("A watch that the server ends is resumed for as long as it takes, with growing pauses")
  func ended() {
    var endings = WatchEndings()
    let pauses = (0..<6).map { _ in endings.remedy(for: nil) }
    #expect(
      pauses
        == [.milliseconds(500), .seconds(1), .seconds(2), .seconds(5), .seconds(5), .seconds(5)]
        .map(WatchEndings.Remedy.resume))
  }

  @Test(
    "A history that is gone is replaced by a list, once",
    arguments: [refused(410), refused(410, "Expired"), refused(500, "Expired")])
  func expired(error: APIError) {
    var endings = WatchEndings()
    #expect(endings.remedy(for: error) == .list)
    endings.noteProgress()
    #expect(endings.remedy(for: error) == .poll)
  }
}
