import Glibc
import NIOCore
import NIOSSL

/// One client's connection.
struct Connection: Sendable {
  let number: Int
  let channel: any Channel

  /// Only on the connection's event loop.
  var peerCertificate: NIOSSLCertificate? {
    try? channel.pipeline.syncOperations.nioSSL_peerCertificate() ?? nil
  }

  /// Ends the connection with a proper end of TLS.
  func close() async { try? await channel.close() }

  /// Ends the connection without saying so in TLS.
  func closeAbruptly() async {
    let closed: Void? = try? await channel.eventLoop.submit {
      try channel.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self).close(
        mode: .all, promise: nil)
    }.get()
    // Without TLS there is nothing to leave unsaid.
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
