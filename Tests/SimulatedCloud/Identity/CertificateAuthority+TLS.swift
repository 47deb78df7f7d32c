extension CertificateAuthority.Pair {
  /// What a server with this certificate needs.
  func serverContext() throws -> TLSContext { try TLSContext(certificate: certificate, key: key) }
}
