import SimulatedCloud
import TestSupport

/// The `curl` command as a client of a simulated cloud.
struct Curl: Sendable {
  /// The result of a request.
  struct Reply: Sendable {
    /// curl's exit status.
    let code: Int32
    let status: Int
    let httpVersion: String
    /// Headers with names in lower case.
    let headers: [String: String]
    let body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }
  }

  enum Credential: Sendable {
    case none
    case token(String)
    case certificate(String, key: String)
  }

  let cloud: SimulatedCloud
  let folder: TemporaryFolder
  private let certificate: String

  init(_ cloud: SimulatedCloud) throws {
    self.cloud = cloud
    folder = try TemporaryFolder()
    certificate = try folder.write("ca.crt", cloud.caPEM)
    cloud.addToken(Self.adminToken, user: SimulatedCloud.admin)
  }

  static let adminToken = "admin-token"

  func get(
    _ path: String, accept: String = "application/json", more: [String] = []
  ) async throws -> Reply {
    try await send("GET", path, accept: accept, more: more)
  }

  func delete(_ path: String, body: String = "") async throws -> Reply {
    try await send("DELETE", path, body: body)
  }

  func send(
    _ method: String, _ path: String, accept: String = "application/json", body: String = "",
    as credential: Credential = .token(Self.adminToken), userAgent: String = "test", more: [String] = []
  ) async throws -> Reply {
    var arguments = ["-sSi", "--max-time", "60", "--cacert", certificate, "-A", userAgent]
    arguments += ["-X", method, "-H", "Accept: " + accept]
    if !body.isEmpty { arguments += ["-H", "Content-Type: application/json", "--data-binary", body] }
    switch credential {
    case .none: break
    case .token(let token): arguments += ["-H", "Authorization: Bearer " + token]
    case .certificate(let certificate, let key): arguments += ["--cert", certificate, "--key", key]
    }
    return Self.reply(try await CommandRun("curl", arguments + more + ["--globoff", cloud.url + path]))
  }

  static func reply(_ run: CommandRun) -> Reply {
    let end = run.output.firstRange(of: Array("\r\n\r\n".utf8))
    let head = String(decoding: run.output[..<(end?.lowerBound ?? 0)], as: UTF8.self)
    let lines = head.split(separator: "\r\n").map(String.init)
    let words = (lines.first ?? "").split(separator: " ")
    let headers = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return (parts[0].lowercased(), parts.count > 1 ? parts[1].trimmingPrefix(" ") : "")
    }
    return Reply(
      code: run.code, status: words.count > 1 ? Int(words[1]) ?? 0 : 0,
      httpVersion: String(words.first?.dropFirst("HTTP/".count) ?? ""),
      headers: Dictionary(headers.map { ($0.0, String($0.1)) }) { $1 },
      body: end.map { Array(run.output[$0.upperBound...]) } ?? [])
  }
}
