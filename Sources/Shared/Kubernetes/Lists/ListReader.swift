/// Reads a list reply as its bytes arrive and passes on each complete item.
///
/// Items are passed on before the whole reply is known to be valid: act on them only when `finish()` has returned.
/// After an error, `finish()` throws.
public protocol ListReader {
  /// Takes the next bytes of the reply, split anywhere.
  ///
  /// - Parameter item: gets each item's bytes once, in list order. They are valid only during the call.
  /// - Throws: `ReplyError`, and what `item` throws.
  mutating func receive(_ bytes: UnsafeRawBufferPointer, item: (UnsafeRawBufferPointer) throws -> Void) throws

  /// Ends the reply.
  ///
  /// - Throws: `ReplyError` if the reply was cut off, is not a list of the expected kind, or has trailing data.
  mutating func finish() throws -> ListMetadata
}

/// How many bytes of a reply to hold in memory at most.
public struct ListLimits: Sendable {
  /// For one item.
  public var item = 16 << 20
  /// For everything else together.
  public var other = 1 << 20

  public init() {}
}
