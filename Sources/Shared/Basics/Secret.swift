/// A text that no log, report or error may show: describing it gives `<secret>`, and where somebody else repeats
/// it, `Secrets` hides it.
public struct Secret: Equatable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The text itself: for the request header and the TLS library only.
  public let revealed: String

  public init(_ text: String) {
    revealed = text
    Secrets.add(text)
  }

  /// A user's name, which is not shown either, but is no secret: it may be a word of every report.
  init(userName: String) { revealed = userName }

  public var description: String { "<secret>" }
  public var debugDescription: String { "<secret>" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
