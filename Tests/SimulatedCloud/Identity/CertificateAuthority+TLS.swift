import NIOSSL

extension CertificateAuthority.Pair {
  /// What a server with this certificate needs; it asks for a client's certificate and takes none as well.
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
