/// A port of its node that a pod takes for itself.
public struct HostPort: Hashable, Sendable {
  public let port: Int64
  /// `TCP`, `UDP` or `SCTP`
  public let transport: String
  /// `0.0.0.0`: all addresses of the node.
  public let address: String

  public init(_ port: Int64, transport: String = "TCP", address: String = "0.0.0.0") {
    self.port = port
    self.transport = transport.isEmpty ? "TCP" : transport
    self.address = address.isEmpty ? "0.0.0.0" : address
  }

  /// Whether two pods with these ports cannot share a node (kube-scheduler, `HostPortInfo.CheckConflict`).
  public func conflicts(with other: HostPort) -> Bool {
    port == other.port && transport == other.transport
      && (address == other.address || address == "0.0.0.0" || other.address == "0.0.0.0")
  }
}
