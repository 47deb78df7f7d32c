/// Makes objects of one type out of the items of lists and out of single replies.
/// It may keep what many of them share.
public protocol ItemDecoder {
  associatedtype Object

  /// What the server calls one of them; its lists are these with `List` behind.
  static var kinds: [String] { get }

  /// - Throws: `ItemError` or `ProtobufError`.
  mutating func decode(protobuf item: UnsafeRawBufferPointer) throws -> Object

  /// - Throws: `JSONError` with the path that the cursor began with.
  mutating func decode(json item: JSONCursor) throws -> Object
}
