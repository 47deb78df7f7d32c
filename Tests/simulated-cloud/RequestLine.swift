import Foundation
import SimulatedCloud

/// One line of `--log`.
enum RequestLine {
  static func print(_ request: ReceivedRequest, _ status: Int) {
    let line =
      "\(request.number) \(request.method) \(request.target) → \(status)"
      + " (\(request.user ?? "unknown"), HTTP/\(request.httpVersion), connection \(request.connection),"
      + " \(request.userAgent ?? "no user agent"))\n"
    try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
  }
}
