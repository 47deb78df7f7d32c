import Testing

@testable import Shared

@Suite(.timeLimit(.minutes(15)))
struct JSONListReaderTests {
  private static let start = #"{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"7"}"#

  private func items(_ json: String, chunk: Int = 1 << 20) throws -> [String] {
    try readItems(json: json, chunk: chunk).items.map { String(decoding: $0, as: UTF8.self) }
  }

  private func error(_ json: String) -> ReplyError? {
    #expect(throws: ReplyError.self) { _ = try items(json) }
  }

  static let good: [(String, [String])] = [
    (start + #","items":[]}"#, []),
    (start + #","items":[ ]}"#, []),
    (start + #","items":null}"#, []),
    (start + "}", []),
    (start + #","items":[{}]}"#, ["{}"]),
    (start + #","items" : [ {} , { "a" : 1 } ] } "#, ["{}", #"{ "a" : 1 }"#]),
    (#"{"items":[{"a":[{}]}],"kind":"PodList","metadata":{"resourceVersion":"7"}}"#, [#"{"a":[{}]}"#]),
    (#"{"metadata":{"items":[{"no":1}],"resourceVersion":"7"},"items":[{}],"kind":"PodList"}"#, ["{}"]),
    (#"{"x":"items","kind":"PodList","items":[{"items":[{}]},{}]}"#, [#"{"items":[{}]}"#, "{}"]),
    (
      #"{"kind":"PodList","items":[{"a":"}]{[\"\\"},{"\\\"]":"]}"}]}"#,
      [#"{"a":"}]{[\"\\"}"#, #"{"\\\"]":"]}"}"#]
    ),
    (#"{"kind":"PodList","y":"\",\"items\":[","items":[{"ü":"日本語 \u007d 👩‍💻"}]}"#, [#"{"ü":"日本語 \u007d 👩‍💻"}"#]),
    ("\n{\n\t\"items\": [\r\n {\n \"a\": {}\n }\n ],\n\"kind\": \"PodList\"\n}\n\n", ["{\n \"a\": {}\n }"]),
  ]

  @Test("Items are found in lists of any format, in chunks of any size", arguments: good)
  func goodLists(json: String, expected: [String]) throws {
    for chunk in [1, 2, 3, 5, 8, 13, 1000] {
      #expect(try items(json, chunk: chunk) == expected, "chunks of \(chunk)")
    }
  }

  @Test("A list that is cut anywhere is an error", arguments: good.map(\.0))
  func cutLists(json: String) throws {
    let body = Array(json.utf8)
    let end = (body.lastIndex(of: UInt8(ascii: "}")) ?? 0)
    for length in 0..<end {
      #expect(throws: ReplyError.cut, "cut after \(length) bytes") {
        try readItems([body[..<length]], JSONListReader(expecting: podLists))
      }
    }
  }

  static let bad: [(String, ReplyError)] = [
    ("", .cut),
    ("[]", .malformed("expected an object")),
    ("null", .malformed("expected an object")),
    ("<html>", .malformed("expected an object")),
    (start + #","items":[{},,{}]}"#, .malformed("items: each must be an object")),
    (start + #","items":[,{}]}"#, .malformed("items: each must be an object")),
    (start + #","items":[{},]}"#, .malformed("items: each must be an object")),
    (start + #","items":[{},null]}"#, .malformed("items: each must be an object")),
    (start + #","items":[[]]}"#, .malformed("items: each must be an object")),
    (start + #","items":[1]}"#, .malformed("items: each must be an object")),
    (start + #","items":[{}{}]}"#, .malformed("items: there must be a comma between two")),
    (start + #","items":[{}x,{}]}"#, .malformed("items: there must be a comma between two")),
    (start + #","items":[{}}"#, .malformed("items: there must be a comma between two")),
    (start + #","items":[],"items":[{}]}"#, .malformed("it has two members 'items'")),
    (start + #","items":{"a":1}}"#, .malformed("items: expected an array, found an object")),
    (start + #","items":"none"}"#, .malformed("items: expected an array, found a string")),
    (
      start + #","it\u0065ms":[{}]}"#,
      .malformed("items: its name contains escapes, which are not supported")
    ),
    (start + "}{", .malformed("something follows the list")),
    (
      start + #","items":[{}]}{"kind":"Status","status":"Failure"}"#, .malformed("something follows the list")
    ),
    (start + #","items":[{}]}]"#, .malformed("something follows the list")),
    (start + #","items":[{}]"#, .cut),
    (start + #","items":[{}],"#, .cut),
    (start + #","items":[{}"#, .cut),
    (start + #","items":[{"a":"}]}"#, .cut),
    (#"{"items":[]}"#, .malformed("kind: expected a string, but there is none")),
    (#"{"kind":7,"items":[]}"#, .malformed("kind: expected a string, found a number")),
    (#"{"kind":"NodeList","items":[]}"#, .unexpectedKind("NodeList", expected: podLists)),
    (
      #"{"kind":"PodList","metadata":[],"items":[]}"#,
      .malformed("metadata: expected an object, found an array")
    ),
    (
      #"{"kind":"PodList","metadata":{"continue":7}}"#,
      .malformed("metadata.continue: expected a string, found a number")
    ),
    (#"{"kind":"Status","reason":"Expired","code":410}"#, .status(Status(reason: "Expired", code: 410))),
  ]

  @Test("Anything that is not a list is an error that says why", arguments: bad)
  func badLists(json: String, expected: ReplyError) {
    #expect(error(json) == expected)
  }

  static let notJSON = [
    start + #","items":[{}],}"#, start + #","items":[{}] x}"#, start + #",,"items":[{}]}"#,
    start + #" "items":[{}]}"#, start + #","x":{]}"#, start + #","x":[}}"#, start + #","x":tr ue}"#,
    start + #","kind":"PodList"}"#, start + #","items":null,"items":[{}]}"#,
    start + #","items":[],"items":null}"#, start + #","items":[],"it\u0065ms":[]}"#,
    #"{"x":"items":[{}],"kind":"PodList"}"#, #"{"kind":"PodList","items":[{}],"x":"\ud800"}"#,
    "{\"kind\":\"PodList\",\"x\":\"\u{1}\"}", "{\"kind\":\"PodList\",\"x\":\"\n\"}",
    #"{"kind":"PodList","x":"# + String(repeating: "[", count: 100_000)
      + String(repeating: "]", count: 100_000) + "}",
  ]

  @Test("Invalid JSON around the items is an error", arguments: notJSON)
  func brokenSkeletons(json: String) {
    guard case .malformed(let detail) = error(json) else {
      Issue.record("not refused as malformed")
      return
    }
    #expect(detail.contains("not JSON: "))
  }

  @Test("An item over the size limit and too many bytes around the items are errors")
  func tooLarge() throws {
    var limits = ListLimits()
    limits.item = 20
    limits.other = 60
    func read(_ json: String, chunk: Int) throws -> ReadItems {
      try readItems(chunks(Array(json.utf8), of: chunk), JSONListReader(expecting: podLists, limits: limits))
    }
    let items = #"{"kind":"PodList","items":[{"a":"12345678901234"},{"a":"1234567890123"}]}"#
    let other = #"{"kind":"PodList","items":[],"x":"# + String(repeating: " ", count: 100) + "1}"
    for chunk in [1, 7, 1000] {
      #expect(throws: ReplyError.tooLarge("an item", limit: 20)) { try read(items, chunk: chunk) }
      #expect(throws: ReplyError.tooLarge("the list without its items", limit: 60)) {
        try read(other, chunk: chunk)
      }
    }
    let many =
      #"{"kind":"PodList","items":["# + Array(repeating: " {} ", count: 50).joined(separator: ",") + "]}"
    #expect(try read(many, chunk: 9).items.count == 50)
  }

  @Test("An item with mismatched brackets ends somewhere, and its parser rejects it")
  func mismatchedBrackets() throws {
    let json = Self.start + #","items":[{"a":[}}]}"#
    #expect(throws: ReplyError.self) { try readPods(json) }
  }
}
