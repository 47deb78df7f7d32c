import Glibc

/// A terminal that a descriptor may be connected to.
public struct Terminal: Sendable {
  private let descriptor: Int32
  /// `$TERM`: what the terminal understands.
  private let type: String

  public init(_ descriptor: Int32, environment: [String: String]) {
    self.descriptor = descriptor
    type = environment["TERM"] ?? ""
  }

  /// Whether the descriptor is a terminal of any kind.
  public var isThere: Bool { isatty(descriptor) == 1 }

  /// Whether it is a terminal that can erase a line and show colors.
  public var understandsSequences: Bool { isThere && type != "dumb" && !type.isEmpty }

  /// The current width in columns; nil if it does not say, or is no terminal.
  public var width: Int? { Self.width(of: descriptor) }

  /// The width in columns of the terminal that a descriptor is connected to; nil if it does not say, or is no terminal.
  static func width(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}

/// When to color text.
public enum ColorChoice: String, CaseIterable, Sendable {
  case auto
  case always
  case never

  /// Whether to color what goes to a terminal: this choice, else `NO_COLOR` (no-color.org), else `CLICOLOR_FORCE`
  /// (bixense.com/clicolors), else what the terminal can do.
  public func colors(_ terminal: Terminal, environment: [String: String]) -> Bool {
    colors(isCapable: terminal.understandsSequences, environment: environment)
  }

  func colors(isCapable: Bool, environment: [String: String]) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      if environment["NO_COLOR"]?.isEmpty == false { return false }
      if let forced = environment["CLICOLOR_FORCE"], !["", "0"].contains(forced) { return true }
      return isCapable
    }
  }
}

/// The colors that podkeeper uses, from the terminal's own palette.
enum TextColor: String {
  case red = "31"
  case green = "32"
  case yellow = "33"
  case dim = "2"
  case boldRed = "1;31"
  case boldYellow = "1;33"

  func paint(_ text: some StringProtocol) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}
