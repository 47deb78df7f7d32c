import Shared
import Testing

@Suite(.timeLimit(.minutes(15)))
struct ReplyErrorTests {
  static let errors: [(ReplyError, String)] = [
    (.cut, "the server's answer is incomplete: the reply ended too early"),
    (.malformed("kind: …"), "the server's answer cannot be read: kind: …"),
    (
      .unexpectedKind("NodeList", expected: ["PodList", "List"]),
      "the server's answer cannot be read: its kind is 'NodeList' instead of PodList or List"
    ),
    (
      .status(Status(reason: "Expired", code: 410, message: "too old")),
      "the server sent an error instead: 410 Expired: too old"
    ),
    (.tooLarge("an item", limit: 5), "the server's answer cannot be read: an item is larger than 5 bytes"),
  ]

  @Test("An error says what is wrong and blames the server", arguments: errors)
  func descriptions(error: ReplyError, text: String) {
    #expect(error.description == text)
    #expect(error.exitStatus == .protocol)
  }
}
