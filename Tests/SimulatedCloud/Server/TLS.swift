import COpenSSLServer
import NIOCore
import NIOTLS

/// What the system's OpenSSL refused.
struct TLSError: Error, CustomStringConvertible {
  let description: String

  /// Takes the reason from OpenSSL's queue of errors.
  init(_ action: String) {
    var reason = [CChar](repeating: 0, count: 256)
    ERR_error_string_n(ERR_get_error(), &reason, reason.count)
    let text = String(decoding: reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    description = "could not \(action): \(text)"
    ERR_clear_error()
  }
}

/// A certificate, known by its bytes.
struct TLSCertificate: Hashable, Sendable {
  private let der: [UInt8]

  /// - Parameter pem: the first certificate of this text counts.
  init(pem: String) throws {
    let certificate = try withPEM(pem) { PEM_read_bio_X509($0, nil, nil, nil) }
    defer { X509_free(certificate) }
    self.init(certificate)
  }

  fileprivate init(_ certificate: OpaquePointer?) {
    var bytes: UnsafeMutablePointer<UInt8>?
    let count = i2d_X509(certificate, &bytes)
    der = Array(UnsafeBufferPointer(start: bytes, count: max(0, Int(count))))
    pk_free_bytes(bytes)
  }
}

private func withPEM(_ text: String, _ read: (OpaquePointer?) -> OpaquePointer?) throws -> OpaquePointer {
  let bytes = Array(text.utf8)
  let bio = BIO_new_mem_buf(bytes, Int32(bytes.count))
  defer { BIO_free(bio) }
  guard let object = read(bio) else { throw TLSError("read PEM") }
  return object
}

/// A server's certificate and settings, shared by its connections.
///
/// `@unchecked`: OpenSSL allows several threads to make connections from one context that nobody changes.
final class TLSContext: @unchecked Sendable {
  fileprivate let context: OpaquePointer

  /// Asks for a client's certificate and takes any, or none.
  init(certificate: String, key: String) throws {
    guard let context = pk_server_context() else { throw TLSError("make a TLS context") }
    self.context = context
    let chain = try withPEM(certificate) { PEM_read_bio_X509($0, nil, nil, nil) }
    defer { X509_free(chain) }
    let privateKey = try withPEM(key) { PEM_read_bio_PrivateKey($0, nil, nil, nil) }
    defer { EVP_PKEY_free(privateKey) }
    guard SSL_CTX_use_certificate(context, chain) == 1, SSL_CTX_use_PrivateKey(context, privateKey) == 1
    else {
      throw TLSError("use the certificate and its key")
    }
  }

  deinit { SSL_CTX_free(context) }
}

/// Encrypts one connection with the system's OpenSSL, which every test machine has built and optimized already.
///
/// OpenSSL reads from and writes to memory; the channel carries the bytes.
final class TLSServerHandler: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private enum State {
    case handshaking
    case open
    /// Our end of TLS is sent; the client's has not come yet.
    case closing(EventLoopPromise<Void>?)
    case closed
  }

  private static let recordLength = 16_384
  private static let closeTimeout = TimeAmount.seconds(5)

  private let ssl: OpaquePointer
  private let received: OpaquePointer
  private let toSend: OpaquePointer
  private var state = State.handshaking
  private var waiting: [(bytes: ByteBuffer, promise: EventLoopPromise<Void>?)] = []

  init(_ context: TLSContext) throws {
    guard let ssl = SSL_new(context.context), let received = BIO_new(BIO_s_mem()),
      let toSend = BIO_new(BIO_s_mem())
    else { throw TLSError("make a TLS connection") }
    (self.ssl, self.received, self.toSend) = (ssl, received, toSend)
    SSL_set_bio(ssl, received, toSend)
    SSL_set_accept_state(ssl)
  }

  deinit { SSL_free(ssl) }

  var peerCertificate: TLSCertificate? {
    guard let certificate = SSL_get1_peer_certificate(ssl) else { return nil }
    defer { X509_free(certificate) }
    return TLSCertificate(certificate)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    unwrapInboundIn(data).withUnsafeReadableBytes { bytes in
      _ = BIO_write(received, bytes.baseAddress, Int32(bytes.count))
    }
    if case .handshaking = state { handshake(context) }
    switch state {
    case .open, .closing: read(context)
    case .handshaking, .closed: break
    }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    waiting.append((unwrapOutboundIn(data), promise))
  }

  func flush(context: ChannelHandlerContext) {
    guard case .open = state else { return }
    let chunks = waiting
    waiting = []
    for chunk in chunks {
      chunk.bytes.withUnsafeReadableBytes { bytes in
        if !bytes.isEmpty { _ = SSL_write(ssl, bytes.baseAddress, Int32(bytes.count)) }
      }
      send(context, chunk.promise)
    }
    context.flush()
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    guard case .all = mode, case .open = state else { return context.close(mode: mode, promise: promise) }
    flush(context: context)
    sendEnd(context)
    state = .closing(promise)
    // Closing at once could reset the connection before the client has read what was sent.
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: Self.closeTimeout) {
      let (handler, context) = bound.value
      handler.finish(context)
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    if case .closing(let promise) = state { promise?.succeed() }
    state = .closed
    for chunk in waiting { chunk.promise?.fail(ChannelError.ioOnClosedChannel) }
    waiting = []
    context.fireChannelInactive()
  }

  private func handshake(_ context: ChannelHandlerContext) {
    ERR_clear_error()
    let result = SSL_do_handshake(ssl)
    send(context, nil)
    context.flush()
    if result == 1 {
      state = .open
      context.fireUserInboundEventTriggered(TLSUserEvent.handshakeCompleted(negotiatedProtocol: negotiated))
      flush(context: context)
    } else if SSL_get_error(ssl, result) != SSL_ERROR_WANT_READ {
      fail(context, "shake hands")
    }
  }

  private var negotiated: String? {
    var name: UnsafePointer<UInt8>?
    var count: UInt32 = 0
    SSL_get0_alpn_selected(ssl, &name, &count)
    return name.map { String(decoding: UnsafeBufferPointer(start: $0, count: Int(count)), as: UTF8.self) }
  }

  private func read(_ context: ChannelHandlerContext) {
    ERR_clear_error()
    while true {
      var buffer = context.channel.allocator.buffer(capacity: Self.recordLength)
      let count = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.recordLength) { bytes in
        Int(max(0, SSL_read(ssl, bytes.baseAddress, Int32(Self.recordLength))))
      }
      if count > 0 {
        // Who closes reads on only to see the client's end.
        if case .open = state { context.fireChannelRead(wrapInboundOut(buffer)) }
        continue
      }
      switch SSL_get_error(ssl, 0) {
      case SSL_ERROR_ZERO_RETURN: return clientEnded(context)
      case SSL_ERROR_SSL: return fail(context, "read")
      default: return
      }
    }
  }

  private func clientEnded(_ context: ChannelHandlerContext) {
    if case .open = state {
      sendEnd(context)
      state = .closing(nil)
    }
    finish(context)
  }

  private func sendEnd(_ context: ChannelHandlerContext) {
    SSL_shutdown(ssl)
    send(context, nil)
    context.flush()
  }

  private func finish(_ context: ChannelHandlerContext) {
    guard case .closing(let promise) = state else { return }
    state = .closed
    context.close(mode: .all, promise: promise)
  }

  private func fail(_ context: ChannelHandlerContext, _ action: String) {
    let error = TLSError(action)
    if case .closing = state { return finish(context) }
    state = .closed
    context.fireErrorCaught(error)
    context.close(mode: .all, promise: nil)
  }

  /// Hands what OpenSSL wants to send to the channel.
  private func send(_ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?) {
    let count = Int(pk_pending(toSend))
    guard count > 0 else { return promise?.succeed() ?? () }
    var buffer = context.channel.allocator.buffer(capacity: count)
    buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: count) { bytes in
      Int(max(0, BIO_read(toSend, bytes.baseAddress, Int32(count))))
    }
    context.write(wrapOutboundOut(buffer), promise: promise)
  }
}
