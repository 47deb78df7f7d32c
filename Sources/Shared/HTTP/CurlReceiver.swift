import Glibc

/// Receives libcurl's callbacks during a transfer.
protocol CurlReceiver: AnyObject {
  /// The request's head was sent. libcurl sends it again by itself when a reused connection turns out to be dead.
  func sent()
  /// Something arrived on the connection, even if it is not part of an answer. Return false to end the connection.
  func arrived() -> Bool
  func receive(header: UnsafeRawBufferPointer)
  /// Return false to end the transfer.
  func receive(body: UnsafeRawBufferPointer) -> Bool
}

/// The context of the C callbacks: an existential has no address of its own.
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

/// `CURLOPT_WRITEFUNCTION`: returning fewer bytes than given ends the transfer.
func bodyArrived(
  _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
  guard let context else { return 0 }
  let box = Unmanaged<ReceiverBox>.fromOpaque(context).takeUnretainedValue()
  let wanted = box.receiver.receive(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
  // For an empty piece, returning 0 would accept it.
  return wanted ? size * count : (size * count == 0 ? 1 : 0)
}

/// The sockets of a multi handle's connections.
final class CurlSockets {
  var open: Set<Int32> = []

  /// Ends all connections. Nothing else stops a transfer with an endless stream of data that triggers no callback:
  /// libcurl keeps reading as long as there is something to read.
  func shutDown() { for socket in open { shutdown(socket, Int32(SHUT_RDWR)) } }
}

/// `CURLOPT_CLOSESOCKETFUNCTION`
func closeSocket(_ context: UnsafeMutableRawPointer?, _ socket: Int32) -> Int32 {
  if let context { Unmanaged<CurlSockets>.fromOpaque(context).takeUnretainedValue().open.remove(socket) }
  return close(socket)
}
