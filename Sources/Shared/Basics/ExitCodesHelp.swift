extension ExitStatus {
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
