@testable import SimulatedCloud

extension Curl.Reply {
  var json: JSONValue { (try? JSONParser.parse(body)) ?? .null }

  var continueToken: String? { json["metadata"]?["continue"]?.text }

  /// The names of a list's items.
  var names: [String] {
    (json["items"]?.elements ?? []).compactMap { $0["metadata"]?["name"]?.text }
  }
}
