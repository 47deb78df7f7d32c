import Shared

/// Why a collector did not take a sample.
enum OTLPError: DiagnosedError {
  /// An environment variable that cannot be used; its value stays out of it.
  case environment(String, String)
  /// The file that an environment variable names.
  case file(FileError, String)
  case transport(HTTPError)
  /// An answer that says no, with the words that came with it.
  case refused(code: Int, url: String, message: String?)
  case unreadable(JSONError, url: String)

  var exitStatus: ExitStatus {
    switch self {
    case .environment: .config
    case .file(let error, _): error.wasStopped ? .tempfail : .config
    case .transport(let error): error.exitStatus
    case .refused(let code, _, _):
      switch code {
      case 401, 403: .noperm
      case 408, 429, 500...599: .unavailable
      default: .protocol
      }
    case .unreadable: .protocol
    }
  }

  var description: String {
    switch self {
    case .environment(let name, let problem): "$\(name): \(problem), while preparing to write to otlp"
    case .file(let error, let name): OTLPError.environment(name, "\(error)").description
    case .transport(let error): "\(error)"
    case .refused(let code, let url, let message):
      "\(message ?? "no reason given") (\(code)), while sending metrics to \(url)\(advice(code))"
    case .unreadable(let error, let url):
      "the answer is no OTLP: \(error), while sending metrics to \(url); is it a collector's address?"
    }
  }

  private func advice(_ code: Int) -> String {
    switch code {
    case 401, 403: "; check what $\(OTLPSettings.headersVariable) holds"
    case 404, 405: "; is the path right? /v1/metrics is the usual one"
    case 300..<400: "; redirects are not followed: name the address that it moved to"
    default: ""
    }
  }
}
