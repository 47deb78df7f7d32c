/// A certificate's validity and name.
public struct CertificateFacts: Equatable, Sendable {
  /// Unix seconds.
  public var notBefore: Int64
  /// Unix seconds.
  public var notAfter: Int64
  /// The subject's first common name, which is the user name in Kubernetes; nil if it has none.
  public var commonName: String?

  public init(notBefore: Int64, notAfter: Int64, commonName: String?) {
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.commonName = commonName
  }
}
