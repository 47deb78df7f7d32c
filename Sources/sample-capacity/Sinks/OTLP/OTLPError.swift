import Shared

/// Why a collector did not accept a sample.
enum OTLPError: DiagnosedError {
  /// An environment variable that cannot be used, and why. The value is never part of the text.
  case environment(String, String)
  /// The file named by an environment variable cannot be read.
  case file(FileError, String)
  case transport(HTTPError)
  /// The collector's refusal, with its message.
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
    case .environment(let name, let problem): "cannot write to otlp: $\(name): \(problem)"
    case .file(let error, let name): OTLPError.environment(name, "\(error)").description
    case .transport(let error): "\(error)"
    case .refused(let code, let url, let message):
      "cannot send metrics to \(url): \(message ?? "no reason given") (\(code))\(advice(code))"
    case .unreadable(let error, let url):
      "the answer from \(url) is not OTLP: \(error); is it the URL of a collector?"
    }
  }

  private func advice(_ code: Int) -> String {
    switch code {
    case 401, 403: "; check $\(OTLPSettings.headersVariable)"
    case 404, 405: "; check the path, which is usually /v1/metrics"
    case 300..<400: "; redirects are not followed: use the new URL"
    default: ""
    }
  }
}
