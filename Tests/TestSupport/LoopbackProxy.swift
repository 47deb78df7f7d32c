import Foundation
import Glibc
import Synchronization

/// A proxy on the loopback address, for `CONNECT` and for SOCKS5, that remembers what it was asked for.
public final class LoopbackProxy: Sendable {
  /// What one client asked for.
  public struct Tunnel: Equatable, Sendable {
    /// `HOST:PORT`, as the client said it.
    public var target: String
    /// The head of a `CONNECT`; empty for SOCKS5.
    public var head = ""
  }

  public let port: UInt16
  private let listener: Int32
  private let credentials: String?
  private let seen = Mutex<[Tunnel]>([])

  /// - Parameter credentials: `USER:PASSWORD`, without which a `CONNECT` is refused with 407.
  public init(credentials: String? = nil) throws {
    self.credentials = credentials
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.listener = listener
    var address = Self.loopback(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard bound else { throw CannotListen(code: errno) }
    port = UInt16(bigEndian: address.sin_port)
    // Waits are for threads of their own: those of tests must not block.
    Thread.detachNewThread { [self] in serve() }
  }

  public var tunnels: [Tunnel] { seen.withLock { $0 } }

  /// Takes no more clients; tunnels that are open stay so.
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

  /// The connection that the client wants, after it has been told that there is one.
  private func open(_ client: Int32) -> Int32? {
    guard let first = Self.read(client, 1).first else { return nil }
    return first == 5 ? openSOCKS(client) : openCONNECT(client, first)
  }

  private func openCONNECT(_ client: Int32, _ first: UInt8) -> Int32? {
    var head = [first]
    while !head.ends(with: "\r\n\r\n".utf8) {
      guard let byte = Self.read(client, 1).first else { return nil }
      head.append(byte)
    }
    let text = String(decoding: head, as: UTF8.self)
    let target = text.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    seen.withLock { $0.append(Tunnel(target: target, head: text)) }
    if let credentials, !text.contains("Basic \(Data(credentials.utf8).base64EncodedString())\r\n") {
      Self.write(
        client, Array("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n".utf8))
      return nil
    }
    guard let server = Self.connect(to: target) else {
      Self.write(client, Array("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n".utf8))
      return nil
    }
    Self.write(client, Array("HTTP/1.1 200 Connection established\r\n\r\n".utf8))
    return server
  }

  /// RFC 1928, without authentication, for IPv4 addresses and names.
  private func openSOCKS(_ client: Int32) -> Int32? {
    _ = Self.read(client, Int(Self.read(client, 1).first ?? 0))
    Self.write(client, [5, 0])
    let head = Self.read(client, 4)
    guard head.count == 4 else { return nil }
    let host =
      head[3] == 3
      ? String(decoding: Self.read(client, Int(Self.read(client, 1).first ?? 0)), as: UTF8.self)
      : Self.read(client, 4).map(String.init).joined(separator: ".")
    let target = "\(host):\(Self.read(client, 2).reduce(0) { $0 << 8 | Int($1) })"
    seen.withLock { $0.append(Tunnel(target: target)) }
    let server = Self.connect(to: target)
    Self.write(client, [5, server == nil ? 5 : 0, 0, 1, 0, 0, 0, 0, 0, 0])
    return server
  }

  /// Only to this machine, whatever name was said.
  private static func connect(to target: String) -> Int32? {
    let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard let port = target.split(separator: ":").last.flatMap({ UInt16($0) }) else { return nil }
    var address = loopback(port: port)
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

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }

  /// Carries bytes both ways until one side ends.
  private static func join(_ one: Int32, _ other: Int32) {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
      var ends = [one, other].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&ends, 2, -1) > 0 else { return }
      for (index, end) in ends.enumerated() where end.revents != 0 {
        let count = Glibc.read(end.fd, &buffer, buffer.count)
        guard count > 0, write(index == 0 ? other : one, Array(buffer[..<count])) else { return }
      }
    }
  }

  /// So many bytes, fewer at the end.
  private static func read(_ descriptor: Int32, _ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      var byte: UInt8 = 0
      guard Glibc.read(descriptor, &byte, 1) == 1 else { break }
      bytes.append(byte)
    }
    return bytes
  }

  @discardableResult
  private static func write(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}

struct CannotListen: Error {
  let code: Int32
}

extension Array where Element == UInt8 {
  fileprivate func ends(with end: some Collection<UInt8>) -> Bool { suffix(end.count).elementsEqual(end) }
}
