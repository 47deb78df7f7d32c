import Glibc

/// Takes what libcurl hands on while a transfer runs.
protocol CurlReceiver: AnyObject {
  /// The request's head went out. libcurl does that again, without asking, when a connection that it used
  /// before turns out to be dead.
  func sent()
  /// Something came on the connection, if only what is no part of an answer. false ends the connection.
  func arrived() -> Bool
  func receive(header: UnsafeRawBufferPointer)
  /// false ends the transfer.
  func receive(body: UnsafeRawBufferPointer) -> Bool
}

/// What the C callbacks are given: an existential has no address of its own.
final class ReceiverBox {
  unowned let receiver: any CurlReceiver
  unowned let sockets: CurlSockets

  init(_ receiver: any CurlReceiver, _ sockets: CurlSockets) {
    self.receiver = receiver
    self.sockets = sockets
  }
}

/// `CURLOPT_HEADERFUNCTION`
func headerArrived(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  let box = Unmanaged<ReceiverBox>.fromOpaque(context).takeUnretainedValue()
  box.receiver.receive(header: UnsafeRawBufferPointer(start: bytes, count: size * count))
  return size * count
}

/// `CURLOPT_WRITEFUNCTION`: fewer bytes than given end the transfer.
func bodyArrived(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  let box = Unmanaged<ReceiverBox>.fromOpaque(context).takeUnretainedValue()
  let wanted = box.receiver.receive(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
  // An empty piece that is refused must not look accepted.
  return wanted ? size * count : (size * count == 0 ? 1 : 0)
}

/// The sockets of a multi handle's connections.
final class CurlSockets {
  var open: Set<Int32> = []

  /// Ends all connections. It is the one way out of a transfer in which nothing that libcurl would hand on
  /// arrives, without end: libcurl reads on as long as there is something to read.
  func shutDown() { for socket in open { shutdown(socket, Int32(SHUT_RDWR)) } }
}

/// `CURLOPT_CLOSESOCKETFUNCTION`
func closeSocket(_ context: UnsafeMutableRawPointer?, _ socket: Int32) -> Int32 {
  if let context { Unmanaged<CurlSockets>.fromOpaque(context).takeUnretainedValue().open.remove(socket) }
  return close(socket)
}
