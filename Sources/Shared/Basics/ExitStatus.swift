/// The process's exit code, which scripts and units rely on. 64 to 78 have the names of `sysexits.h`, which
/// systemd also knows.
public enum ExitStatus: Int32, CaseIterable, Sendable {
  case ok = 0
  case differs = 1
  case refused = 3
  case usage = 64
  case data = 65
  case noinput = 66
  case unavailable = 69
  case software = 70
  case cantcreat = 73
  case ioerr = 74
  case tempfail = 75
  case `protocol` = 76
  case noperm = 77
  case config = 78

  /// Spelled out because Swift's reflection takes as long as judging a hundred pods.
  public var name: String {
    switch self {
    case .ok: "ok"
    case .differs: "differs"
    case .refused: "refused"
    case .usage: "usage"
    case .data: "data"
    case .noinput: "noinput"
    case .unavailable: "unavailable"
    case .software: "software"
    case .cantcreat: "cantcreat"
    case .ioerr: "ioerr"
    case .tempfail: "tempfail"
    case .protocol: "protocol"
    case .noperm: "noperm"
    case .config: "config"
    }
  }

  /// If several apply, the first in this list is the run's.
  private static let precedence: [ExitStatus] = [
    .usage, .software, .config, .refused, .noperm, .protocol, .ioerr, .cantcreat, .data, .noinput,
    .unavailable, .tempfail, .differs, .ok,
  ]

  private var rank: Int { Self.precedence.firstIndex(of: self) ?? 0 }

  /// The one of the two that comes first in the order of precedence.
  public func combined(with other: ExitStatus) -> ExitStatus {
    rank <= other.rank ? self : other
  }
}

/// An error with the exit code that it causes. Its description says *cannot do what: why; what to do about it*,
/// and never holds a secret.
public protocol DiagnosedError: Error, CustomStringConvertible, Sendable {
  var exitStatus: ExitStatus { get }
}

extension ExitStatus {
  /// The exit code of an error; `other` if the error has none.
  public init(of error: any Error, or other: ExitStatus = .software) {
    self = (error as? any DiagnosedError)?.exitStatus ?? other
  }

  /// Keeps whichever of the two comes first in the order of precedence.
  public mutating func combine(with other: ExitStatus) { self = combined(with: other) }

  /// One line for `--help`.
  public var help: String {
    switch self {
    case .ok: "everything is done, or there was nothing to do"
    case .differs: "a metric descriptor is missing or differs"
    case .refused: "a safety gate stopped the run; nothing was changed"
    case .usage: "usage error; nothing was sent"
    case .data: "a snapshot is invalid"
    case .noinput: "a snapshot does not exist"
    case .unavailable: "the server could not be reached or kept failing"
    case .software: "a bug in podkeeper"
    case .cantcreat: "an output file could not be created"
    case .ioerr: "an output could not be written"
    case .tempfail: "incomplete; a later run can finish the work"
    case .protocol: "the server's answer was cut off or is not what was requested"
    case .noperm: "permission denied (401, 403); the message names the missing permission"
    case .config: "missing or wrong kubeconfig, credentials, CA, project or proxy"
    }
  }

  /// The exit codes of a tool, for its `--help`.
  ///
  /// - Parameter texts: what a code means where it differs from `help`.
  public static func help(_ codes: [ExitStatus], texts: [ExitStatus: String] = [:]) -> String {
    "EXIT CODES:\n"
      + codes.map { code in
        let number = String(code.rawValue)
        return "  \(number)\(String(repeating: " ", count: 4 - number.count))\(texts[code] ?? code.help)"
      }.joined(separator: "\n")
  }
}
