import Foundation
import SimulatedCloud

/// One line of `--log`.
enum RequestLine {
  static func print(_ request: ReceivedRequest, _ status: Int) { print("", request, status) }

  /// A request to Google Cloud. These requests are numbered separately.
  static func printGoogle(_ request: ReceivedRequest, _ status: Int) { print("google ", request, status) }

  private static func print(_ service: String, _ request: ReceivedRequest, _ status: Int) {
    let line =
      "\(service)\(request.number) \(request.method) \(request.target) → \(status)"
      + " (\(request.user ?? "unknown"), HTTP/\(request.httpVersion), connection \(request.connection),"
      + " \(request.userAgent ?? "no user agent"))\n"
    try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
  }
}
