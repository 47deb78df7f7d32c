import Testing

@testable import Shared

@Suite("Syntax of labels and namespaces", .timeLimit(.minutes(15)))
struct LabelSyntaxTests {
  private static func a(_ count: Int) -> String { String(repeating: "a", count: count) }

  @Test(
    "Valid keys are accepted",
    arguments: [
      "a", "A", "0", "a-b", "a_b", "a.b", "a--b", a(63), "example.com/a", "x/\(a(63))", "\(a(253))/a",
      "a-b.c0.d/E_f", "0/0",
    ])
  func goodKeys(key: String) {
    #expect(LabelSyntax.problem(key: key) == nil)
  }

  @Test(
    "Invalid keys are errors that say why",
    arguments: [
      ("", "its name is empty"), ("x/", "its name is empty"), ("/a", "its prefix is empty"),
      ("/", "its prefix is empty"), ("a/b/c", "it may have only one '/'"),
      (a(64), "it is longer than 63 characters"), ("x/\(a(64))", "it is longer than 63 characters"),
      ("\(a(254))/a", "its prefix is longer than 253 characters"),
      ("-a", "it must begin and end with a letter or a digit"),
      ("a-", "it must begin and end with a letter or a digit"),
      (".a", "it must begin and end with a letter or a digit"),
      ("a_", "it must begin and end with a letter or a digit"),
      ("_", "it must begin and end with a letter or a digit"),
      ("a b", "only letters, digits, '-', '_' and '.' are allowed"),
      ("ä", "only letters, digits, '-', '_' and '.' are allowed"),
      ("a\u{0}", "only letters, digits, '-', '_' and '.' are allowed"),
      ("A.com/a", "its prefix is not a lowercase domain name"),
      ("a_b/a", "its prefix is not a lowercase domain name"),
      ("a..b/a", "its prefix is not a lowercase domain name"),
      (".a/a", "its prefix is not a lowercase domain name"),
      ("a./a", "its prefix is not a lowercase domain name"),
      ("-a.b/a", "its prefix is not a lowercase domain name"),
      ("a-.b/a", "its prefix is not a lowercase domain name"),
    ])
  func badKeys(key: String, problem: String) {
    #expect(LabelSyntax.problem(key: key) == problem)
  }

  @Test("Valid values are accepted", arguments: ["", "a", "A-b_c.D", "0", a(63)])
  func goodValues(value: String) {
    #expect(LabelSyntax.problem(value: value) == nil)
  }

  @Test("Invalid values are errors", arguments: ["-", "-a", "a.", "a/b", "a b", "é", a(64), "\n"])
  func badValues(value: String) {
    #expect(LabelSyntax.problem(value: value) != nil)
  }
}
