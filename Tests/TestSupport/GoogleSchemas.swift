import Foundation
import SimulatedCloud

/// Checks requests against Google's discovery documents and messages, and OpenTelemetry's messages.
///
/// A test that uses this needs `.enabled(if: Python.isThere, …)`, so that it is reported as skipped without
/// them.
public enum GoogleSchemas {
  /// Returns the problems of requests: unknown paths, parameters and fields, values of a wrong type.
  ///
  /// Metadata, token and Kubernetes requests pass, because no schema describes them. Label keys, units and
  /// times are not checked here; the simulated cloud does that.
  public static func problems(_ requests: [ReceivedRequest]) async throws -> [String] {
    let folder = try TemporaryFolder()
    let lines = try requests.map { request in
      let object = ["method": request.method, "target": request.target, "body": request.bodyText]
      return String(decoding: try JSONEncoder().encode(object), as: UTF8.self) + "\n"
    }
    let file = try folder.write("requests.jsonl", lines.joined())
    let run = try await Python.run("check_requests.py", [file])
    guard run.code <= 1, run.text.hasSuffix(" problems\n") else { return [run.text + run.errorText] }
    return run.text.split(separator: "\n").dropLast().map(String.init)
  }
}
