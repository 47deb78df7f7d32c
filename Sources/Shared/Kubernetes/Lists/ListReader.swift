/// Reads one list reply as its bytes arrive and hands on each complete item.
///
/// Items are handed on before the whole reply is known to be good: only when `finish()` has returned may
/// they be acted upon. After an error, `finish()` throws.
public protocol ListReader {
  /// Takes in the next bytes of the reply, cut anywhere.
  ///
  /// - Parameter item: gets each item's bytes once, in the order of the list; they live only during the call.
  /// - Throws: `ReplyError`, and whatever `item` throws.
  mutating func receive(_ bytes: UnsafeRawBufferPointer, item: (UnsafeRawBufferPointer) throws -> Void) throws

  /// Says that no more bytes will come.
  ///
  /// - Throws: `ReplyError` if the reply was cut, was no list of the expected kind, or had something behind it.
  mutating func finish() throws -> ListMetadata
}

/// How much of a reply is held in memory at most, in bytes.
public struct ListLimits: Sendable {
  /// Of one item.
  public var item = 16 << 20
  /// Of everything else together.
  public var other = 1 << 20

  public init() {}
}
