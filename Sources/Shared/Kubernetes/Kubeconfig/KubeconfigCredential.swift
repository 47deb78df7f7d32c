import FoundationEssentials

/// The credential of a kubeconfig's user (client-go, `clientcmd/client_config.go`,
/// `getUserIdentificationPartialConfig`). Data takes precedence over files, and a token file over a token. An exec
/// plugin is used only without a certificate and a token.
struct KubeconfigCredential {
  let user: KubeconfigUser
  let cluster: KubeconfigCluster
  let read: FileReading

  func credential() throws(ConfigurationError) -> Credential {
    let certificate = try clientCertificate()
    let bearer = try bearer(hasCertificate: certificate != nil)
    guard certificate != nil || bearer != nil else {
      throw user.entry.error("has no client certificate, no token and no exec plugin; add one")
    }
    return Credential(
      clientCertificate: certificate?.pair, certificateFacts: certificate?.facts, bearer: bearer,
      owner: user.entry.label, origin: user.entry.file)
  }

  private func bearer(hasCertificate: Bool) throws(ConfigurationError) -> Credential.Bearer? {
    if let file = user.tokenFile {
      let bytes = try file.contents(read)
      guard TokenFile.token(bytes) != nil else {
        throw user.entry["tokenFile"].error(TokenFile.unusable)
      }
      return .tokenFile(file.resolved)
    }
    if let token = user.token {
      guard !token.revealed.hasControlByte else {
        throw user.entry["token"].error("has a control character or a line break; remove it")
      }
      return .token(token)
    }
    let exec = user.entry["exec"]
    guard !hasCertificate, !exec.json.isMissing else { return nil }
    return .exec(
      try ExecPlugin(
        try exec.read(KubeconfigExec(exec)), cluster: cluster, authorities: try cluster.authorityPEM(read)))
  }

  private func clientCertificate() throws(ConfigurationError) -> (
    pair: TLSSettings.ClientCertificate, facts: CertificateFacts
  )? {
    guard let certificate = try pem(user.certificateData, user.certificateFile) else { return nil }
    guard let key = try pem(user.keyData, user.keyFile) else {
      throw user.entry.error(
        "client-key or client-key-data is missing, although there is a certificate; add it")
    }
    let facts: CertificateFacts
    do { facts = try CertificateFacts(certificate: certificate, key: key) } catch {
      throw user.entry.error(error.problem)
    }
    return (TLSSettings.ClientCertificate(certificate: certificate, key: key), facts)
  }

  private func pem(_ data: [UInt8]?, _ file: KubeconfigPath?) throws(ConfigurationError) -> Secret? {
    let fromFile = try data == nil ? file?.contents(read) : nil
    return (data ?? fromFile).map { Secret(String(decoding: $0, as: UTF8.self)) }
  }
}
