import FoundationEssentials

/// A file with a bearer token in it, which somebody else keeps fresh (client-go,
/// `transport/token_source.go`).
final class TokenFile {
  static let unusable = "the file holds no token, or one with control characters"
  private static let secondsUntilOld: Double = 60

  let path: String
  /// Whose it is, for messages.
  private let place: String
  private let read: FileReading
  private var known: Secret?
  private var readAt: Date?

  init(path: String, place: String, read: @escaping FileReading) {
    self.path = path
    self.place = place
    self.read = read
  }

  /// The token in a file's bytes, without white space around it; nil if a header could not carry it.
  static func token(_ bytes: [UInt8]) -> Secret? {
    let text = String(decoding: bytes, as: UTF8.self).trimmed
    return text.isEmpty || text.hasControlByte ? nil : Secret(text)
  }

  /// The last token that was read.
  var current: Secret? { known }

  /// An old token outlives a failure to read the file again: it may still be good.
  func token(now: Date) throws(ConfigurationError) -> Secret {
    if let known, let readAt, now.timeIntervalSince(readAt) < Self.secondsUntilOld { return known }
    do { return try renew(now: now) } catch {
      guard let known else { throw error }
      return known
    }
  }

  @discardableResult
  func renew(now: Date) throws(ConfigurationError) -> Secret {
    let bytes: [UInt8]
    do { bytes = try read(path) } catch {
      throw ConfigurationError(place: place, problem: "token file \(error.description)").because(of: error)
    }
    guard let token = Self.token(bytes) else {
      throw ConfigurationError(place: place, problem: "\(path): \(Self.unusable)")
    }
    known = token
    readAt = now
    return token
  }
}
