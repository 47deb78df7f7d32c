import NIOCore
import NIOHTTP1

/// Collects a request and starts its response, for both versions of HTTP.
final class RequestHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private static let bodyLimit = 16 << 20
  private let connection: Connection
  private let service: any Service
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var task: Task<Void, Never>?

  init(_ connection: Connection, _ service: any Service) {
    self.connection = connection
    self.service = service
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = []
    case .body(let buffer):
      guard body.count < Self.bodyLimit else { return }
      body += buffer.readableBytesView
    case .end:
      if let head { answer(head, context.channel) }
      head = nil
    }
  }

  func channelInactive(context: ChannelHandlerContext) {
    task?.cancel()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func answer(_ head: HTTPRequestHead, _ channel: any Channel) {
    let identity = service.identify(
      certificate: connection.peerCertificate, authorization: head.headers.first(name: "Authorization"))
    let isHTTP2 = channel !== connection.channel
    let request = ReceivedRequest(
      method: head.method.rawValue, target: head.uri, headers: head.headers.map { ($0.name, $0.value) },
      body: body, httpVersion: isHTTP2 ? "2" : "1.1", connection: connection.number, user: identity.user)
    let writer = ResponseWriter(
      channel: channel, connection: connection, isHTTP2: isHTTP2, keepsAlive: isHTTP2 || head.isKeepAlive)
    task = Task(executorPreference: ServerThreads.shared) { [service] in
      await Delivery(service: service, writer: writer, identity: identity).answer(request)
    }
  }
}
