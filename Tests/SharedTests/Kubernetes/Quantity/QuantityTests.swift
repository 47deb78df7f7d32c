import Foundation
import TestSupport
import Testing

@testable import Shared

@Suite(.timeLimit(.minutes(15)))
struct QuantityTests {
  struct Vectors: Decodable {
    struct Valid: Decodable {
      let `in`: String
      let milli: Int64?
      let value: Int64?
      let canonical: String
    }

    struct Invalid: Decodable {
      let `in`: String
      let error: String
    }

    let valid: [Valid]
    let invalid: [Invalid]

    static func read() throws -> Vectors {
      let file = URL(filePath: Repository.vectors + "/quantity.json")
      return try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: file))
    }
  }

  @Test("Values and canonical forms equal those of Kubernetes")
  func valid() throws {
    let vectors = try Vectors.read().valid
    #expect(vectors.count == 37)
    for vector in vectors {
      let text = try ParsedQuantity(vector.in)
      #expect(text.quantity.milli == vector.milli, "\(vector.in)")
      #expect(text.quantity.value == vector.value, "\(vector.in)")
      #expect(text.quantity.canonical(text.format) == vector.canonical, "\(vector.in)")
      #expect(!text.isSaturated)
    }
  }

  @Test("Quantities that Kubernetes rejects are errors with the same reason")
  func invalid() throws {
    let vectors = try Vectors.read().invalid
    #expect(vectors.count == 16)
    for vector in vectors {
      let reason: QuantityError = vector.error == "suffix" ? .suffix : .format
      #expect(throws: reason, "\(vector.in)") { try ParsedQuantity(vector.in) }
    }
    #expect(throws: QuantityError.format) { try ParsedQuantity("") }
  }

  @Test("The fast path and the general parser read the same values")
  func usual() throws {
    var quick = 0
    for digits in (1...17).map({ String("98765432109876543".prefix($0)) }) + ["0", "007", "1000000000000000"]
    {
      for suffix in ["", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"] {
        let text = Array((digits + suffix).utf8)
        let general = text.withUnsafeBytes { try? ParsedQuantity(any: $0) }
        guard let usual = text.withUnsafeBytes({ ParsedQuantity(usual: $0) }) else { continue }
        quick += 1
        #expect(usual == general, "\(digits)\(suffix)")
      }
    }
    #expect(quick == 17 * 6)
    for other in ["", "m", "-1", "+1", "1.5", "1e3", "1i", "1 ", "1mi", "1KiB"] {
      #expect(Array(other.utf8).withUnsafeBytes { ParsedQuantity(usual: $0) } == nil, "\(other)")
    }
  }

  @Test(
    "A quantity near the limit of 128 bits is too large",
    arguments: [
      "340282366920938463463374607431.7682114551", "340282366920938463463374607431768211455.1n",
      "340282366920938463463374607431768211.4551u", "3402823669209384634633746074317682114551e-10",
      "170141183460469231731687303715.8841057271", "-170141183460469231731687303715.884105728",
    ])
  func brim(text: String) {
    #expect(throws: QuantityError.overflow) { try ParsedQuantity(text) }
  }

  @Test("Only Ei needs digits, as in Kubernetes", arguments: ["Ei", "+Ei", "-.Ei"])
  func exbibytes(text: String) throws {
    #expect(throws: QuantityError.format) { try ParsedQuantity(text) }
    #expect(try ParsedQuantity("0Ei").quantity == .zero)
  }

  @Test("A quantity may have no digits, as in Kubernetes", arguments: ["+", "-", ".", "Ki", "-.e3", "+0"])
  func nothing(text: String) throws {
    #expect(try ParsedQuantity(text).quantity == .zero)
  }

  @Test(
    "More than 2^63-1 with a binary suffix is capped and reported; below zero it is not",
    arguments: [
      ("8Ei", Int64.max, true), ("9Ei", .max, true), ("100000000000Ei", .max, true), ("7Ei", 7 << 60, false),
      ("9223372036854775807", .max, false), ("8191.99999999999999999Pi", .max, true),
    ])
  func saturation(text: String, value: Int64, isSaturated: Bool) throws {
    let read = try ParsedQuantity(text)
    #expect(read.quantity.value == value)
    #expect(read.isSaturated == isSaturated)
    let negative = try ParsedQuantity("-" + text)
    #expect(!negative.isSaturated)
    #expect(negative.quantity.nanos <= -read.quantity.nanos)
  }

  @Test(
    "A quantity that is too large is reported, even with a huge exponent",
    arguments: [
      "1e3000000000", "1e9223372036854775807", "1e30", "170141183460469231731687303716E",
      "1" + String(repeating: "0", count: 40), "999999999999999999999999999999Ki",
      "9999999999999999999999999999999999999999",
    ])
  func overflow(text: String) {
    #expect(throws: QuantityError.overflow) { try ParsedQuantity(text) }
  }

  @Test("An exponent over 64 bits is invalid")
  func longExponent() {
    #expect(throws: QuantityError.suffix) { try ParsedQuantity("1e99999999999999999999") }
  }

  @Test(
    "Digits below a billionth are rounded away from zero",
    arguments: [
      ("1e-3000000000", 1), ("-1e-3000000000", -1), ("0e3000000000", 0), ("0.0000000010000001", 2),
      ("1.00000000000000000000000000000000000000000000000000", 1_000_000_000),
      ("1." + String(repeating: "0", count: 60) + "1", 1_000_000_001),
      ("0." + String(repeating: "9", count: 60) + "Ki", 1_024_000_000_000),
      ("0.123456789012345678901234567890Ki", 126_419_751_949), ("000000000000000000000000002m", 2_000_000),
    ])
  func rounding(text: String, nanos: Int128) throws {
    #expect(try ParsedQuantity(text).quantity.nanos == nanos)
  }

  @Test(
    "Edge cases have the right canonical form",
    arguments: [
      ("1023", ParsedQuantity.Format.binarySI, "1023"), ("-1Ki", .binarySI, "-1Ki"),
      ("1025", .binarySI, "1025"),
      ("2048.5", .binarySI, "2048500m"), ("1000E", .decimalSI, "1000E"),
      ("100e-9", .decimalExponent, "100e-9"),
      ("1", .decimalExponent, "1"), ("1000", .decimalSI, "1k"),
    ])
  func canonical(text: String, format: ParsedQuantity.Format, canonical: String) throws {
    #expect(try ParsedQuantity(text).quantity.canonical(format) == canonical)
  }

  @Test("Values are rounded away from zero to the requested unit")
  func units() throws {
    let quantity = try ParsedQuantity("1234567891n").quantity
    #expect(quantity.roundedToMilli == Quantity(milli: 1235))
    #expect(quantity.roundedToOne == Quantity(2))
    #expect(Quantity(nanos: -1).roundedToOne == Quantity(-1))
    #expect(Quantity(milli: 1) + Quantity(milli: 2) == Quantity(nanos: 3_000_000))
  }
}
