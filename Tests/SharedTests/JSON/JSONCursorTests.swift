import Shared
import Testing

@Suite(.timeLimit(.minutes(15)))
struct JSONCursorTests {
  private let root = JSONCursor(
    [
      "text": "t", "number": 7, "real": .real(1.5), "flag": true, "none": .null, "list": ["a", ["b": 1]],
      "in": ["x": ["y": "z"]],
    ])

  @Test("Values of the expected kind are read")
  func values() throws {
    #expect(try root["text"].string() == "t")
    #expect(try root["number"].integer() == 7)
    #expect(try root["flag"].optionalBool() == true)
    #expect(try root["in"]["x"]["y"].string() == "z")
    #expect(try root["list"].elements().map(\.path) == ["list[0]", "list[1]"])
    #expect(try root["in"].members().map(\.key) == ["x"])
    #expect(try root["in"].members().map(\.value.path) == ["in.x"])
    #expect(try root["real"].value() == .real(1.5))
  }

  @Test("Members of a missing or null value are missing")
  func missing() throws {
    for place in [root["absent"], root["none"], root["none"]["a"]["b"], root["absent"]["a"]] {
      #expect(place.isMissing)
      #expect(try place.optionalString() == nil)
      #expect(try place.optionalInteger() == nil)
      #expect(try place.optionalBool() == nil)
      #expect(try place.value() == nil)
      #expect(try place.elements().isEmpty)
      #expect(try place.members().isEmpty)
    }
  }

  @Test("An error about a missing value contains its path")
  func required() {
    #expect(error { try root["in"]["q"].string() } == "in.q: expected a string, but there is none")
    #expect(error { try root["none"].integer() } == "none: expected a whole number, but there is none")
  }

  @Test("An error about a value of another kind contains its path and both kinds")
  func misfits() {
    #expect(error { try root["number"].string() } == "number: expected a string, found a number")
    #expect(error { try root["real"].integer() } == "real: expected a whole number, found a number")
    #expect(error { try root["text"].optionalBool() } == "text: expected a boolean, found a string")
    #expect(error { try root["flag"].elements() } == "flag: expected an array, found a boolean")
    #expect(error { try root["list"].members() } == "list: expected an object, found an array")
    #expect(
      error { try root["list"].elements()[1]["b"].string() }
        == "list[1].b: expected a string, found a number")
  }

  @Test("Going on from a value of another kind fails on reading, with the path of that value")
  func misfitOnTheWay() {
    let place = root["text"]["a"]["b"]
    #expect(!place.isMissing)
    #expect(error { try place.optionalString() } == "text: expected an object, found a string")
  }

  @Test("Paths begin with the root's name, if it has one")
  func namedRoot() throws {
    let item = JSONCursor(["metadata": ["uid": 7]], path: "items[3]")
    #expect(
      error { try item["metadata"]["uid"].string() }
        == "items[3].metadata.uid: expected a string, found a number")
    #expect(item.error("odd").description == "items[3]: odd")
    #expect(JSONCursor([]).error("odd").description == "odd")
  }

  private func error(_ read: () throws -> some Any) -> String? {
    do { _ = try read() } catch { return "\(error)" }
    return nil
  }
}
