/// A text that no log, report or error may show: describing it gives `<secret>`.
public struct Secret: Equatable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The text itself: for the request header and the TLS library only.
  public let revealed: String

  public init(_ text: String) { self.revealed = text }

  /// Whether it is too short to keep anything out, and would be found in words that have nothing to do with it.
  public var isWord: Bool { revealed.utf8.count < 8 }

  public var description: String { "<secret>" }
  public var debugDescription: String { "<secret>" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

extension String {
  /// Without any of the secrets: for what others answer, who may repeat what they were sent.
  public func hiding(_ secrets: [Secret]) -> String {
    secrets.reduce(self) { text, secret in
      secret.revealed.isEmpty ? text : text.replacing(secret.revealed, with: "\(secret)")
    }
  }
}
