import Testing

@testable import Shared

@Suite("Label selectors", .timeLimit(.minutes(15)))
struct LabelSelectorTests {
  typealias Condition = LabelRequirement.Condition

  static let good: [(String, [(String, Condition)])] = [
    ("", []), ("  \t\r\n", []),
    ("a", [("a", .exists)]), (" a ", [("a", .exists)]), ("!a", [("a", .absent)]), ("! a", [("a", .absent)]),
    ("a=b", [("a", .among(["b"]))]), ("a==b", [("a", .among(["b"]))]), ("a = b", [("a", .among(["b"]))]),
    ("a!=b", [("a", .notAmong(["b"]))]), ("a != b", [("a", .notAmong(["b"]))]),
    ("a=", [("a", .among([""]))]), ("a=,b", [("a", .among([""])), ("b", .exists)]),
    ("a!=", [("a", .notAmong([""]))]),
    ("a in (b)", [("a", .among(["b"]))]), ("a in(b,c)", [("a", .among(["b", "c"]))]),
    ("a notin ( b , c )", [("a", .notAmong(["b", "c"]))]),
    ("a in ()", [("a", .among([""]))]), ("a in (,)", [("a", .among(["", ""]))]),
    ("a in (b,)", [("a", .among(["b", ""]))]), ("a in (b,,c)", [("a", .among(["b", "", "c"]))]),
    ("a>5", [("a", .above(5))]), ("a < 05", [("a", .below(5))]),
    (
      "a,b=c , !d,e notin (f)",
      [("a", .exists), ("b", .among(["c"])), ("d", .absent), ("e", .notAmong(["f"]))]
    ),
    ("in in (in,notin)", [("in", .among(["in", "notin"]))]), ("notin=in", [("notin", .among(["in"]))]),
    ("in", [("in", .exists)]), ("!in", [("in", .absent)]), ("notin notin (x)", [("notin", .notAmong(["x"]))]),
    ("a.b-c/d_E.0-f=1.x_Y-2", [("a.b-c/d_E.0-f", .among(["1.x_Y-2"]))]),
    ("a=b,a=c", [("a", .among(["b"])), ("a", .among(["c"]))]),
  ]

  @Test("kubectl's whole grammar is understood", arguments: good)
  func grammar(text: String, expected: [(String, Condition)]) throws {
    let selector = try LabelSelector(text)
    #expect(selector.requirements == expected.map { LabelRequirement(key: $0.0, condition: $0.1) })
    #expect(selector.text == text)
  }

  static let bad: [(String, String)] = [
    (",", "at character 1: found ',', expected a key or '!'"),
    ("a,", "at character 3: found the end, expected a key or '!'"),
    ("a,,b", "at character 3: found ',', expected a key or '!'"),
    ("!", "at character 2: found the end, expected a key"),
    ("!!a", "at character 2: found '!', expected a key"),
    ("!a=b", "at character 3: found '=', expected ',' or the end"),
    ("!a in (b)", "at character 4: found 'in', expected ',' or the end"),
    ("=b", "at character 1: found '=', expected a key or '!'"),
    ("a b", "at character 3: found 'b', expected '=', '==', '!=', '>', '<', 'in', 'notin', ',' or the end"),
    ("a!b", "at character 2: found '!', expected '=', '==', '!=', '>', '<', 'in', 'notin', ',' or the end"),
    (
      "a IN (b)",
      "at character 3: found 'IN', expected '=', '==', '!=', '>', '<', 'in', 'notin', ',' or the end"
    ),
    ("a=b c", "at character 5: found 'c', expected ',' or the end"),
    ("a===b", "at character 4: found '=', expected a value"),
    ("a=!b", "at character 3: found '!', expected a value"),
    ("a=(b)", "at character 3: found '(', expected a value"),
    ("a=)", "at character 3: found ')', expected ',' or the end"),
    ("a in b", "at character 6: found 'b', expected '('"),
    ("a in", "at character 5: found the end, expected '('"),
    ("a in (b", "at character 8: found the end, expected ',' or ')'"),
    ("a in (b c)", "at character 9: found 'c', expected ',' or ')'"),
    ("a in (b))", "at character 9: found ')', expected ',' or the end"),
    ("a in (b=c)", "at character 8: found '=', expected ',' or ')'"),
    ("a>", "at character 3: '' is not a whole number"), ("a>x", "at character 3: 'x' is not a whole number"),
    ("a>1.5", "at character 3: '1.5' is not a whole number"),
    ("a>=5", "at character 3: found '=', expected a value"),
    ("a<9223372036854775808", "at character 3: '9223372036854775808' is not a whole number"),
    ("x=y,ü=b", "at character 5: 'ü' is not a valid key: only letters, digits, '-', '_' and '.' are allowed"),
    (
      "a=b/c",
      "at character 3: 'b/c' is not a valid value: only letters, digits, '-', '_' and '.' are allowed"
    ),
    (
      "a in (b,-c)",
      "at character 9: '-c' is not a valid value: it must begin and end with a letter or a digit"
    ),
  ]

  @Test("An error says where it is and what was expected", arguments: bad)
  func errors(text: String, expected: String) throws {
    let error = try #require(throws: LabelSelectorError.self) { try LabelSelector(text) }
    #expect(error.description == expected)
  }

  static let labels: SelectedMetadata = ["app": "web", "tier": "", "n": "7", "in": "x"]

  @Test(
    "A selector matches labels that meet all its requirements",
    arguments: [
      "", "app", "!none", "app=web", "app==web", "app!=db", "none!=web", "app in (db,web)", "app notin (db)",
      "none notin (web)", "tier", "tier=", "tier in ()", "tier!=x", "none!=", "n>6", "n<8", "in in (x)",
      "app=web,tier=,!none,n in (6,7)",
    ])
  func matches(text: String) throws {
    #expect(try LabelSelector(text).matches(Self.labels))
  }

  @Test(
    "A selector does not match other labels",
    arguments: [
      "none", "!app", "app=Web", "app=", "none=", "none=web", "app!=web", "app in (db)", "none in (web)",
      "none in ()", "app notin (web,db)", "tier!=", "tier notin ()", "n>7", "n<7", "app>1", "none>1",
      "none<1",
      "app=web,none", "app=db,app=web",
    ])
  func doesNotMatch(text: String) throws {
    #expect(try !LabelSelector(text).matches(Self.labels))
  }

  @Test("A selector matches a pod by its selected labels")
  func wantedTexts() throws {
    let selector = try LabelSelector("app=web,!canary")
    #expect(selector.matches(["app": "web"]))
    #expect(!selector.matches(["app": "web", "canary": ""]))
  }

  @Test("A selector lists each label key once")
  func keys() throws {
    #expect(try LabelSelector("b=c,!a,b!=d,e.f/g in (x)").keys == ["b", "a", "e.f/g"])
    #expect(try LabelSelector("").keys.isEmpty)
  }
}
