import Foundation
import Glibc

/// A server that answers with any bytes, even invalid ones.
final class ScriptedServer: Sendable {
  let port: Int
  private let listener: Int32

  var url: String { "http://127.0.0.1:\(port)/" }

  /// - Parameter connections: for each connection, the responses to its requests in order. The server closes
  ///   the connection after the first request without a response.
  init(_ connections: [[String]]) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) + listen(listener, 5) + getsockname(listener, $0, &length)
      }
    }
    guard code == 0 else { throw Unexpected("no socket: \(String(cString: strerror(errno)))") }
    Self.limitWaiting(listener)
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread { Self.serve(connections, listener) }.start()
  }

  deinit { close(listener) }

  private static func serve(_ connections: [[String]], _ listener: Int32) {
    for answers in connections {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { return }
      defer { close(connection) }
      limitWaiting(connection)
      for answer in answers {
        guard readRequest(connection) else { return }
        _ = Array(answer.utf8).withUnsafeBytes {
          send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
      }
      _ = readRequest(connection)
    }
  }

  /// Ends waiting for a client that never connects.
  private static func limitWaiting(_ descriptor: Int32) {
    var limit = timeval(tv_sec: 30, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  /// Reads a request without a body. Returns false if the client has closed the connection.
  private static func readRequest(_ connection: Int32) -> Bool {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while !bytes.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      guard recv(connection, &byte, 1, 0) == 1 else { return false }
      bytes.append(byte)
    }
    return true
  }
}
