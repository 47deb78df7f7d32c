import FoundationEssentials

/// A file with a bearer token that another program keeps fresh (client-go, `transport/token_source.go`).
final class TokenFile {
  static let unusable = "the file holds no token, or one with control characters"
  private static let secondsUntilOld: Double = 60

  let path: String
  /// The kubeconfig entry that names it, for messages.
  private let place: String
  private let read: FileReading
  private var known: Secret?
  private var readAt: Date?

  init(path: String, place: String, read: @escaping FileReading) {
    self.path = path
    self.place = place
    self.read = read
  }

  /// The token in a file's bytes, without surrounding white space; nil if it is unfit for a header.
  static func token(_ bytes: [UInt8]) -> Secret? {
    let text = String(decoding: bytes, as: UTF8.self).trimmed
    return text.isEmpty || text.hasControlByte ? nil : Secret(text)
  }

  /// The last token that was read.
  var current: Secret? { known }

  /// Keeps the old token if the file cannot be read again: it may still be valid.
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
      throw ConfigurationError(
        place: place, problem: "cannot read token file \(error.path): \(error.problem)"
      ).because(of: error)
    }
    guard let token = Self.token(bytes) else {
      throw ConfigurationError(place: place, problem: "\(path): \(Self.unusable)")
    }
    known = token
    readAt = now
    return token
  }
}
