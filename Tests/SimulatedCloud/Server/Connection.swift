import Glibc
import NIOCore

/// One client's connection.
struct Connection: Sendable {
  let number: Int
  let channel: any Channel

  /// Only on the connection's event loop.
  var peerCertificate: TLSCertificate? {
    (try? channel.pipeline.syncOperations.handler(type: TLSServerHandler.self))?.peerCertificate
  }

  /// Closes the connection after TLS's `close_notify`.
  func close() async { try? await channel.close() }

  /// Closes the connection without TLS's `close_notify`.
  func closeAbruptly() async {
    let closed: Void? = try? await channel.eventLoop.submit {
      try channel.pipeline.syncOperations.context(handlerType: TLSServerHandler.self).close(
        mode: .all, promise: nil)
    }.get()
    // Without TLS there is no `close_notify` to skip.
    if closed == nil { await close() }
  }

  /// Resets the TCP connection.
  func reset() async {
    if let options = channel as? any SocketOptionProvider {
      try? await options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    }
    await closeAbruptly()
  }
}
