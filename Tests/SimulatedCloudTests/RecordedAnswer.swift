import Foundation
import TestSupport

@testable import SimulatedCloud

/// One response of a real API server, with its request.
struct RecordedAnswer: Sendable {
  let name: String
  let method: String
  let path: String
  let accept: String
  let requestBody: String
  let status: Int
  /// Headers with names in lower case.
  let headers: [String: String]
  let body: [UInt8]

  /// - Parameter index: the file that lists the requests.
  static func all(in index: String = "index.json") throws -> [RecordedAnswer] {
    let index = try JSONParser.parse(try bytes(index))
    return try (index["answers"]?.elements ?? []).map(RecordedAnswer.init)
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: Repository.recordedAnswers + "/" + name)))
  }

  private init(_ value: JSONValue) throws {
    let request = value["request"]
    name = value["name"]?.text ?? ""
    method = request?["method"]?.text ?? ""
    path = request?["path"]?.text ?? ""
    accept = request?["accept"]?.text ?? ""
    let body = request?["body"] ?? .null
    requestBody = body == .null ? "" : JSONText.string(body)
    status = Int(value["status"]?.integer ?? 0)
    let members = value["headers"]?.members ?? []
    headers = Dictionary(uniqueKeysWithValues: members.map { ($0.key.lowercased(), $0.value.text ?? "") })
    self.body = try Self.bytes(name)
  }

  /// When the real server answered, according to its clock.
  var time: Int64 {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    return Int64(formatter.date(from: headers["date"] ?? "")?.timeIntervalSince1970 ?? 0)
  }
}
