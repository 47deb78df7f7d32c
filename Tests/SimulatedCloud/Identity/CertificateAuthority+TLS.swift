import NIOSSL

extension CertificateAuthority.Pair {
  /// The TLS settings of a server with this certificate. Client certificates are optional.
  func serverContext() throws -> NIOSSLContext {
    let chain = try NIOSSLCertificate(bytes: Array(certificate.utf8), format: .pem)
    let privateKey = try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: [.certificate(chain)], privateKey: .privateKey(privateKey))
    configuration.applicationProtocols = ["h2", "http/1.1"]
    configuration.certificateVerification = .optionalVerification
    return try NIOSSLContext(configuration: configuration)
  }
}
