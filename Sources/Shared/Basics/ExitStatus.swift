/// How a run ended, as the process's exit code: the contract that scripts and units rely on.
/// 64 to 78 have the names of `sysexits.h`, which systemd knows too.
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

  /// Spelt out: to let Swift find out the case's name takes as long as to judge a hundred pods.
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

  /// If several hold, the first of this order is the run's.
  private static let precedence: [ExitStatus] = [
    .usage, .software, .config, .refused, .noperm, .protocol, .ioerr, .cantcreat, .data, .noinput,
    .unavailable, .tempfail, .differs, .ok,
  ]

  private var rank: Int { Self.precedence.firstIndex(of: self) ?? 0 }

  /// Whichever of the two comes first in the order of precedence.
  public func combined(with other: ExitStatus) -> ExitStatus {
    rank <= other.rank ? self : other
  }
}

/// An error that knows how the run ends because of it.
/// Its description says *what: why, while doing what, and what to do about it*, without any secret.
public protocol DiagnosedError: Error, CustomStringConvertible, Sendable {
  var exitStatus: ExitStatus { get }
}

extension ExitStatus {
  /// The exit code that an error asks for; `other` if it does not say.
  public init(of error: any Error, or other: ExitStatus = .software) {
    self = (error as? any DiagnosedError)?.exitStatus ?? other
  }

  /// Of several that hold, the one that counts.
  public mutating func combine(with other: ExitStatus) { self = combined(with: other) }

  /// One line for `--help`.
  public var help: String {
    switch self {
    case .ok: "all that was to be done is done, \"nothing to do\" included"
    case .differs: "a metric descriptor is missing or differs"
    case .refused: "a safety gate held the run back; nothing was changed"
    case .usage: "wrong flags; no request was made"
    case .data: "an input cannot be read as what it should be"
    case .noinput: "an input is missing"
    case .unavailable: "the server could not be reached or kept failing"
    case .software: "a bug"
    case .cantcreat: "an output could not be made"
    case .ioerr: "an output could not be written"
    case .tempfail: "part of the work is left: a later run may do it"
    case .protocol: "the server's answer was cut or is not what was asked for"
    case .noperm: "not allowed (401, 403): the message says which permission is missing"
    case .config: "kubeconfig, CA or credentials are missing or wrong"
    }
  }

  /// The exit codes of a tool, for its `--help`.
  public static func help(_ codes: [ExitStatus]) -> String {
    "EXIT CODES:\n"
      + codes.map { code in
        let number = String(code.rawValue)
        return "  \(number)\(String(repeating: " ", count: 4 - number.count))\(code.help)"
      }.joined(separator: "\n")
  }
}
