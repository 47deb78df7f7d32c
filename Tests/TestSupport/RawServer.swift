import Foundation
import Glibc

/// A server on the loopback address that answers every request with the same bytes, valid HTTP or not.
public final class RawServer: Sendable {
  public let port: UInt16
  private let listener: Int32

  /// - Parameters:
  ///   - filler: sent every few milliseconds after that for half a minute, before the connection ends.
  public init(_ answer: String, then filler: String? = nil) throws {
    (listener, port) = try Loopback.listen()
    // Waits on separate threads, because the tests' threads must not block.
    Thread.detachNewThread { [listener] in
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { break }
        Thread.detachNewThread {
          Self.serve(client, answer, filler)
          close(client)
        }
      }
      close(listener)
    }
  }

  public var url: String { "http://127.0.0.1:\(port)" }

  public func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private static func serve(_ client: Int32, _ answer: String, _ filler: String?) {
    guard !Loopback.readHead(client).isEmpty, Loopback.write(client, Array(answer.utf8)), let filler else {
      return
    }
    let end = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < end, Loopback.write(client, Array(filler.utf8)) { usleep(5_000) }
  }
}
