import FoundationEssentials

/// A file with a bearer token in it, which somebody else keeps fresh (client-go,
/// `transport/token_source.go`).
final class TokenFile {
  static let unusable = "the file holds no token, or one with control characters"
  private static let secondsUntilOld: Double = 60

  let path: String
  private let credential: Credential
  private let read: FileReading
  private var known: Secret?
  private var readAt: Date?

  init(path: String, credential: Credential, read: @escaping FileReading) {
    self.path = path
    self.credential = credential
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
  func token(now: Date) throws(ClusterConfigurationError) -> Secret {
    if let known, let readAt, now.timeIntervalSince(readAt) < Self.secondsUntilOld { return known }
    do { return try renew(now: now) } catch {
      guard let known else { throw error }
      return known
    }
  }

  @discardableResult
  func renew(now: Date) throws(ClusterConfigurationError) -> Secret {
    let bytes: [UInt8]
    do { bytes = try read(path) } catch {
      throw credential.error("token file \(error.description)").because(of: error)
    }
    guard let token = Self.token(bytes) else { throw credential.error("\(path): \(Self.unusable)") }
    known = token
    readAt = now
    return token
  }
}
