import NIOCore
import NIOHTTP1
import NIOHTTP2
import NIOPosix

/// The listening socket and the handlers of each connection.
struct Listener: Sendable {
  private let channel: any Channel
  private let connections: OpenConnections

  var port: Int { channel.localAddress?.port ?? 0 }

  /// - Parameter tls: nil for plain HTTP/1.1.
  static func start(port: Int, tls: TLSContext?, service: any Service) async throws -> Listener {
    let connections = OpenConnections()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        connections.add(channel)
        return configure(channel, tls, service)
      }
      .bind(host: "127.0.0.1", port: port).get()
    return Listener(channel: channel, connections: connections)
  }

  func stop() async {
    try? await channel.close()
    await connections.closeAll()
  }

  private static func configure(
    _ channel: any Channel, _ tls: TLSContext?, _ service: any Service
  ) -> EventLoopFuture<Void> {
    let connection = Connection(number: service.log.connected(), channel: channel)
    guard let tls else {
      return channel.pipeline.configureHTTPServerPipeline().flatMapThrowing {
        try channel.pipeline.syncOperations.addHandler(RequestHandler(connection, service))
      }
    }
    let secured = channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.addHandler(TLSServerHandler(tls))
    }
    return secured.flatMap {
      channel.configureCommonHTTPServerPipeline(
        connectionConfiguration: connectionConfiguration, streamConfiguration: streamConfiguration
      ) { stream in
        stream.eventLoop.makeCompletedFuture {
          try stream.pipeline.syncOperations.addHandler(RequestHandler(connection, service))
        }
      }
    }
  }

  /// libcurl resets many streams. The limits against that attack would end a busy connection.
  private static let rateLimit = 100_000

  private static var connectionConfiguration: NIOHTTP2Handler.ConnectionConfiguration {
    var configuration = NIOHTTP2Handler.ConnectionConfiguration()
    configuration.controlFrameRateLimit.maximumCount = rateLimit
    configuration.maximumBufferedControlFrames = rateLimit
    configuration.maximumConnectionGlitches = rateLimit
    return configuration
  }

  private static var streamConfiguration: NIOHTTP2Handler.StreamConfiguration {
    var configuration = NIOHTTP2Handler.StreamConfiguration()
    configuration.streamResetFrameRateLimit.maximumCount = rateLimit
    configuration.streamErrorRateLimit.maximumCount = rateLimit
    return configuration
  }
}
