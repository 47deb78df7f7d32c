/// A text that no log, report or error may show. Its description is `<secret>`, and `Secrets` hides it where a
/// server or program repeats it.
public struct Secret: Equatable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The text itself, for request headers and the TLS library only.
  public let revealed: String

  public init(_ text: String) {
    revealed = text
    Secrets.add(text)
  }

  /// A user name. It is not shown either, but not added to `Secrets`: it may be a word in every report.
  init(userName: String) { revealed = userName }

  public var description: String { "<secret>" }
  public var debugDescription: String { "<secret>" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
