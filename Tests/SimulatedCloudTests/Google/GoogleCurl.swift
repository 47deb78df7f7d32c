import Foundation
import TestSupport

@testable import SimulatedCloud

/// The `curl` command as a client of the simulated Google Cloud.
struct GoogleCurl {
  let google: SimulatedGoogle
  /// The token of every request that has no other.
  let token: String

  init(_ google: SimulatedGoogle) {
    self.google = google
    token = google.issueToken(for: google.serviceAccount)
  }

  /// - Parameter token: nil for the default token, empty for none.
  func send(
    _ method: String, _ path: String, json: String? = nil, token: String? = nil, more: [String] = []
  ) async throws -> Curl.Reply {
    var arguments = ["-X", method]
    let token = token ?? self.token
    if !token.isEmpty { arguments += ["-H", "Authorization: Bearer \(token)"] }
    if let json { arguments += ["-H", "Content-Type: application/json", "--data-binary", json] }
    return try await run(arguments + more + [google.url + path])
  }

  func get(_ path: String, token: String? = nil, more: [String] = []) async throws -> Curl.Reply {
    try await send("GET", path, token: token, more: more)
  }

  func post(_ path: String, _ json: String, token: String? = nil) async throws -> Curl.Reply {
    try await send("POST", path, json: json, token: token)
  }

  /// Posts a form without credentials.
  func form(_ path: String, _ fields: [String: String]) async throws -> Curl.Reply {
    try await run(fields.flatMap { ["--data-urlencode", "\($0.key)=\($0.value)"] } + [google.url + path])
  }

  /// Sends a request to the metadata server over plain HTTP.
  func metadata(_ path: String, flavor: String? = "Google") async throws -> Curl.Reply {
    let header = flavor.map { ["-H", "Metadata-Flavor: \($0)"] } ?? []
    return try await run(header + [google.plainURL + path])
  }

  private func run(_ arguments: [String]) async throws -> Curl.Reply {
    let usual = ["-sSi", "--max-time", "60", "--globoff", "--cacert", google.caFile, "-A", "test"]
    return Curl.reply(try await CommandRun("curl", usual + arguments))
  }
}

extension Curl.Reply {
  /// The text of `error.status`, or of `error`.
  var errorName: String? { json["error"]?["status"]?.text ?? json["error"]?.text }

  var errorMessage: String {
    json["error"]?["message"]?.text ?? json["error_description"]?.text ?? ""
  }
}

/// The assertion that a service account signs to get a token, made with the `openssl` command.
struct TestAssertion {
  var header: JSONValue
  var claims: JSONValue
  private let key: String

  init(_ file: String, now: Int64, audience: String) throws {
    let file = try JSONParser.parse(file)
    key = file["private_key"]?.text ?? ""
    header = ["alg": "RS256", "typ": "JWT", "kid": file["private_key_id"] ?? .null]
    claims = [
      "iss": file["client_email"] ?? .null, "scope": .string(GoogleBehavior.cloudPlatform),
      "aud": .string(audience), "iat": .integer(now), "exp": .integer(now + 3600),
    ]
  }

  func signed() async throws -> String {
    let folder = try TemporaryFolder()
    let text = [header, claims].map { Self.encoded(JSONText.bytes($0)) }.joined(separator: ".")
    let signature = try await CommandRun(
      "openssl",
      ["dgst", "-sha256", "-sign", try folder.write("key", key), try folder.write("text", text)])
    return text + "." + Self.encoded(signature.output)
  }

  private static func encoded(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
      "=", with: "")
  }
}
