import Testing

@testable import Shared

@Suite(.timeLimit(.minutes(15))) struct YAMLScalarTests {
  @Test(arguments: ["", "~", "null", "Null", "NULL"])
  func nothingIsNull(text: String) { #expect(YAMLScalar.resolve(text) == .null) }

  @Test(arguments: ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"])
  func affirmationsAreTrue(text: String) { #expect(YAMLScalar.resolve(text) == true) }

  @Test(arguments: ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"])
  func negationsAreFalse(text: String) { #expect(YAMLScalar.resolve(text) == false) }

  @Test(arguments: [
    ("0", 0), ("-1", -1), ("+12", 12), ("12345", 12345), ("1_000", 1000), ("0x1F", 31), ("-0x1f", -31),
    ("0o17", 15), ("017", 15), ("0b101", 5), ("-0b11", -3), ("9223372036854775807", .max),
    ("-9223372036854775808", .min),
  ])
  func goIntegersAreIntegers(text: String, number: Int64) {
    #expect(YAMLScalar.resolve(text) == .integer(number))
  }

  @Test(arguments: [
    ("1.5", 1.5), (".5", 0.5), ("-2.", -2), ("1e3", 1000), ("1.5E-1", 0.15), ("08", 8), ("1_0.5", 10.5),
    ("9223372036854775808", 9223372036854775808), ("-18446744073709551615", -18446744073709551616),
    ("123456789012345678901234567890", 1.2345678901234568e29), (".inf", .infinity),
    ("-.INF", -.infinity),
  ])
  func decimalsAndLargeNumbersAreReal(text: String, number: Double) {
    #expect(YAMLScalar.resolve(text) == .real(number))
  }

  @Test func notANumberIsReal() {
    guard case .real(let number) = YAMLScalar.resolve(".nan") else {
      Issue.record("not a number")
      return
    }
    #expect(number.isNaN)
  }

  @Test(arguments: [
    "yES", "nULL", "t", "1.2.3", "12:30:45", "2026-08-01", "2026-08-01T00:00:00Z", "0x", "0xg", "0b2", "-",
    "+", ".", "1e", "e3", "_1", "--1", "+-1", "0x-1", "1e999", "inf", "nan", "0x1p3", "1 ", "k8s-abc123",
  ])
  func everythingElseIsAString(text: String) {
    #expect(YAMLScalar.resolve(text) == .string(text))
  }

  @Test(
    arguments: [
      ("123", "str", .string("123")), ("123", "int", 123), ("123", "float", .real(123)),
      ("yes", "bool", true),
      ("", "null", .null), ("2026-08-01", "timestamp", "2026-08-01"),
    ] as [(String, String, JSONValue)])
  func aTagDecides(text: String, tag: String, value: JSONValue) {
    let scalar = YAMLScalar(text, isPlain: false, tag: "tag:yaml.org,2002:\(tag)")
    #expect(scalar.value == value)
  }

  @Test(arguments: ["null", "bool", "int", "float", "binary", "unknown"])
  func aTagThatDoesNotSuitIsRefused(tag: String) {
    #expect(YAMLScalar("text", tag: "tag:yaml.org,2002:\(tag)").value == nil)
  }

  @Test func quotedTextIsAString() {
    #expect(YAMLScalar("12345", isPlain: false).value == "12345")
  }
}
