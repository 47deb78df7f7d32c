import NIOCore
import NIOHTTP1
import NIOHTTP2

/// Writes one response. Each piece waits until the previous one was sent.
struct ResponseWriter: Sendable {
  let channel: any Channel
  let connection: Connection
  let isHTTP2: Bool
  let keepsAlive: Bool

  /// Up to this size, Go's server knows a body's length before it sends the head.
  var lengthLimit: Int { isHTTP2 ? 4096 : 2048 }

  func write(head: HTTPResponseHead) async throws {
    try await channel.writeAndFlush(HTTPServerResponsePart.head(head))
  }

  func write(_ chunk: ByteBuffer) async throws {
    guard chunk.readableBytes > 0 else { return }
    try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(chunk)))
  }

  /// An empty frame.
  func writeNothing() async throws {
    try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer())))
  }

  /// Sends empty frames for ever, below the HTTP/2 handler, which would process each one.
  func flood() async throws {
    guard isHTTP2, let connection = channel.parent else { return }
    let stream = try await channel.getOption(HTTP2StreamChannelOptions.streamID).get()
    var frames = ByteBuffer()
    for _ in 0..<10_000 {
      frames.writeBytes([0, 0, 0, 0, 0])
      frames.writeInteger(UInt32(Int(stream)))
    }
    while true {
      try await connection.eventLoop.flatSubmit { [frames] in
        let sent = connection.eventLoop.makePromise(of: Void.self)
        do {
          let handler = try connection.pipeline.syncOperations.context(handlerType: NIOHTTP2Handler.self)
          handler.writeAndFlush(NIOAny(frames), promise: sent)
        } catch { sent.fail(error) }
        return sent.futureResult
      }.get()
    }
  }

  func end() async throws {
    try await channel.writeAndFlush(HTTPServerResponsePart.end(nil))
    if !keepsAlive { try await channel.close() }
  }

  /// Writes a small response at once.
  func write(head: HTTPResponseHead, whole body: ByteBuffer) async throws {
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    channel.write(HTTPServerResponsePart.body(.byteBuffer(body)), promise: nil)
    try await end()
  }
}
