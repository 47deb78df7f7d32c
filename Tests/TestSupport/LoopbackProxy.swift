import Foundation
import Glibc
import Synchronization

/// A proxy on the loopback address, for `CONNECT` and SOCKS5, that records the requests it gets.
public final class LoopbackProxy: Sendable {
  /// One client's request.
  public struct Tunnel: Equatable, Sendable {
    /// `HOST:PORT`, as the client sent it.
    public var target: String
    /// The head of a `CONNECT` request, empty for SOCKS5.
    public var head = ""
  }

  public let port: UInt16
  private let listener: Int32
  private let credentials: String?
  private let seen = Mutex<[Tunnel]>([])

  /// - Parameter credentials: `USER:PASSWORD`; a `CONNECT` without it is refused with 407.
  public init(credentials: String? = nil) throws {
    self.credentials = credentials
    (listener, port) = try Loopback.listen()
    // Waits on separate threads, because the tests' threads must not block.
    Thread.detachNewThread { [self] in serve() }
  }

  public var tunnels: [Tunnel] { seen.withLock { $0 } }

  /// Accepts no more clients. Open tunnels stay open.
  public func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  private func serve() {
    while true {
      let client = accept(listener, nil, nil)
      guard client >= 0 else { break }
      Thread.detachNewThread { [self] in
        if let server = open(client) {
          Self.join(client, server)
          close(server)
        }
        close(client)
      }
    }
    close(listener)
  }

  /// Connects to the server that the client wants and tells the client so.
  private func open(_ client: Int32) -> Int32? {
    guard let first = Loopback.read(client, 1).first else { return nil }
    return first == 5 ? openSOCKS(client) : openCONNECT(client, first)
  }

  private func openCONNECT(_ client: Int32, _ first: UInt8) -> Int32? {
    var head = [first]
    head += Loopback.readHead(client)
    guard head.count > 1 else { return nil }
    let text = String(decoding: head, as: UTF8.self)
    let target = text.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    seen.withLock { $0.append(Tunnel(target: target, head: text)) }
    if let credentials, !text.contains("Basic \(Data(credentials.utf8).base64EncodedString())\r\n") {
      Loopback.write(
        client, Array("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n".utf8))
      return nil
    }
    guard let server = Self.connect(to: target) else {
      Loopback.write(client, Array("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".utf8))
      return nil
    }
    Loopback.write(client, Array("HTTP/1.1 200 Connection established\r\n\r\n".utf8))
    return server
  }

  /// RFC 1928, without authentication, for IPv4 addresses and names.
  private func openSOCKS(_ client: Int32) -> Int32? {
    _ = Loopback.read(client, Int(Loopback.read(client, 1).first ?? 0))
    Loopback.write(client, [5, 0])
    let head = Loopback.read(client, 4)
    guard head.count == 4 else { return nil }
    let host =
      head[3] == 3
      ? String(decoding: Loopback.read(client, Int(Loopback.read(client, 1).first ?? 0)), as: UTF8.self)
      : Loopback.read(client, 4).map(String.init).joined(separator: ".")
    let target = "\(host):\(Loopback.read(client, 2).reduce(0) { $0 << 8 | Int($1) })"
    seen.withLock { $0.append(Tunnel(target: target)) }
    let server = Self.connect(to: target)
    Loopback.write(client, [5, server == nil ? 5 : 0, 0, 1, 0, 0, 0, 0, 0, 0])
    return server
  }

  /// Connects to this machine, whatever name the client sent.
  private static func connect(to target: String) -> Int32? {
    let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard let port = target.split(separator: ":").last.flatMap({ UInt16($0) }) else { return nil }
    var address = Loopback.address(port: port)
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard connected else {
      close(server)
      return nil
    }
    return server
  }

  /// Copies bytes in both directions until one side ends.
  private static func join(_ one: Int32, _ other: Int32) {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      var ends = [one, other].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&ends, 2, -1) > 0 else { return }
      for (index, end) in ends.enumerated() where end.revents != 0 {
        let count = Glibc.read(end.fd, &buffer, buffer.count)
        guard count > 0, Loopback.write(index == 0 ? other : one, Array(buffer[..<count])) else { return }
      }
    }
  }
}
