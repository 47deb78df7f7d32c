import Glibc

/// Blocking sockets on the loopback address, for use on separate threads.
enum Loopback {
  struct CannotListen: Error {
    let code: Int32
  }

  /// A listening socket on a free port.
  static func listen() throws -> (listener: Int32, port: UInt16) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = address(port: 0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && Glibc.listen(listener, 16) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard bound else { throw CannotListen(code: errno) }
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  static func address(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return address
  }

  /// Reads this many bytes, or fewer at the end.
  static func read(_ descriptor: Int32, _ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      var byte: UInt8 = 0
      guard Glibc.read(descriptor, &byte, 1) == 1 else { break }
      bytes.append(byte)
    }
    return bytes
  }

  /// Reads up to the empty line after a request's head. Returns nothing if there is no such line.
  static func readHead(_ descriptor: Int32) -> [UInt8] {
    var head: [UInt8] = []
    while !head.suffix(4).elementsEqual("\r\n\r\n".utf8) {
      guard let byte = read(descriptor, 1).first else { return [] }
      head.append(byte)
    }
    return head
  }

  @discardableResult
  static func write(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
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
