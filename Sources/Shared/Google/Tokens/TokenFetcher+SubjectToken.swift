/// Gets a workload's platform token.
extension TokenFetcher {
  func subjectToken(_ account: ExternalAccount) throws -> Secret {
    switch account.source {
    case .file(let path, let format):
      let bytes: [UInt8]
      do { bytes = try read(path) } catch { throw subjectError("\(error)").because(of: error) }
      return try subjectToken(in: bytes, format, of: path)
    case .url(let url, let headers, let format):
      return try subjectToken(from: url, headers, format, account)
    case .executable(let command, let timeout, let outputFile):
      let executable = SubjectTokenExecutable(
        command: command, timeout: timeout, outputFile: outputFile, account: account, fetcher: self)
      return try executable.token()
    }
  }

  private func subjectToken(
    from url: String, _ headers: [(name: String, value: Secret)], _ format: SubjectTokenSource.Format,
    _ account: ExternalAccount
  ) throws -> Secret {
    var request = HTTPRequest(
      .get, url, headers: headers.map { HTTPHeader($0.name, $0.value.revealed) }, repeatability: .safe,
      bodyLimit: 1 << 20)
    request.hideQuery()
    let response = try send(request, for: account.identity)
    guard response.head.isSuccess else {
      throw GoogleError(
        response.mayPass ? .unavailable : .config,
        "\(credentials.origin): credential_source.url: \(request.shownURL) answered \(response.status); it "
          + "must give the workload's own token")
    }
    return try subjectToken(in: response.body, format, of: request.shownURL)
  }

  private func subjectToken(
    in bytes: [UInt8], _ format: SubjectTokenSource.Format, of place: String
  ) throws -> Secret {
    guard case .json(let field) = format else {
      guard let token = TokenFile.token(bytes) else { throw subjectError("\(place): \(TokenFile.unusable)") }
      return token
    }
    do {
      let text = try JSONCursor(try JSONValue(parsing: bytes))[field].string()
      guard let token = TokenFile.token(Array(text.utf8)) else {
        throw JSONError(path: field, problem: "is empty")
      }
      return token
    } catch {
      throw subjectError("\(place): \(error)")
    }
  }

  func subjectError(_ problem: String) -> ConfigurationError {
    ConfigurationError(place: "\(credentials.origin): credential_source", problem: problem)
  }
}
