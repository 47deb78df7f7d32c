/// A program that prints the workload's platform token (Google's "executable-sourced credentials"). It runs only if an
/// environment variable allows it.
struct SubjectTokenExecutable {
  static let permission = "GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES"

  let command: String
  let timeout: Duration
  /// Where the program caches its last answer, which is used until it expires.
  let outputFile: String?
  let account: ExternalAccount
  let fetcher: TokenFetcher

  func token() throws -> Secret {
    guard fetcher.environment[Self.permission] == "1" else {
      throw fetcher.subjectError(
        "executable: running it is not allowed; set \(Self.permission)=1 if you trust this file")
    }
    if let outputFile, let bytes = try? fetcher.read(outputFile),
      let token = try? Self.token(in: bytes, now: fetcher.clock(), mustExpire: true)
    {
      return token
    }
    do { return try Self.token(in: try run(), now: fetcher.clock()) } catch let error as JSONError {
      throw fetcher.subjectError("executable: its answer: \(error)")
    }
  }

  private func run() throws -> [UInt8] {
    guard let words = commandWords(command) else {
      throw fetcher.subjectError("executable: command: a quote is not closed")
    }
    let search = ExecutableSearch(path: fetcher.environment["PATH"] ?? "")
    guard let name = words.first, let path = search.find(name) else {
      throw fetcher.subjectError("executable: there is no such program; install it")
    }
    let child = ChildProcess(path: path, arguments: words, environment: variables)
    let outcome: ChildProcess.Outcome
    do { outcome = try child.run(timeout: timeout, stopSource: fetcher.stopSource) } catch {
      var failure = fetcher.subjectError("executable: \(error)")
      if case .stopped = error { failure.exitStatus = .tempfail }
      throw failure
    }
    guard outcome.status == 0 else {
      _ = try? Self.token(in: outcome.output, now: fetcher.clock())
      throw fetcher.subjectError("executable: \(outcome.failure)")
    }
    return outcome.output
  }

  private var variables: [String: String] {
    var all = fetcher.environment.variables
    all["GOOGLE_EXTERNAL_ACCOUNT_AUDIENCE"] = account.audience
    all["GOOGLE_EXTERNAL_ACCOUNT_TOKEN_TYPE"] = account.subjectTokenType
    all["GOOGLE_EXTERNAL_ACCOUNT_INTERACTIVE"] = "0"
    all["GOOGLE_EXTERNAL_ACCOUNT_IMPERSONATED_EMAIL"] = account.target?.email
    all["GOOGLE_EXTERNAL_ACCOUNT_OUTPUT_FILE"] = outputFile
    return all
  }

  /// - Parameter mustExpire: whether an answer without an expiration time is an error.
  static func token(in bytes: [UInt8], now: Double, mustExpire: Bool = false) throws(JSONError) -> Secret {
    let answer = JSONCursor(try JSONValue(parsing: bytes))
    guard try answer["version"].integer() == 1 else { throw answer["version"].error("expected 1") }
    guard try answer["success"].optionalBool() == true else {
      let code = try answer["code"].optionalString() ?? "no code"
      throw JSONError(
        problem: "it failed: \(code): \(try answer["message"].optionalString() ?? "no message")")
    }
    let expiry = try answer["expiration_time"].optionalInteger()
    if expiry == nil, mustExpire { throw answer["expiration_time"].error("is missing") }
    if let expiry, Double(expiry) <= now { throw answer["expiration_time"].error("it has expired") }
    let isSAML = try answer["token_type"].string().hasSuffix(":saml2")
    let place = answer[isSAML ? "saml_response" : "id_token"]
    guard let token = TokenFile.token(Array(try place.string().utf8)) else { throw place.error("is empty") }
    return token
  }
}
