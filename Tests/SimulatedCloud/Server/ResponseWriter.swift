import NIOCore
import NIOHTTP1

/// Writes one response; each piece waits until the one before has gone out.
struct ResponseWriter: Sendable {
  let channel: any Channel
  let connection: Connection
  let isHTTP2: Bool
  let keepsAlive: Bool

  /// Up to here Go's server knows a body's length before it has to send its head.
  var lengthLimit: Int { isHTTP2 ? 4096 : 2048 }

  func write(head: HTTPResponseHead) async throws {
    try await channel.writeAndFlush(HTTPServerResponsePart.head(head))
  }

  func write(_ chunk: ByteBuffer) async throws {
    guard chunk.readableBytes > 0 else { return }
    try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(chunk)))
  }

  /// A frame without a byte.
  func writeNothing() async throws {
    try await channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(ByteBuffer())))
  }

  func end() async throws {
    try await channel.writeAndFlush(HTTPServerResponsePart.end(nil))
    if !keepsAlive { try await channel.close() }
  }

  /// A small response in one go.
  func write(head: HTTPResponseHead, whole body: ByteBuffer) async throws {
    channel.write(HTTPServerResponsePart.head(head), promise: nil)
    channel.write(HTTPServerResponsePart.body(.byteBuffer(body)), promise: nil)
    try await end()
  }
}
