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

/// Why an item in protobuf is not the object that it should be.
public struct ItemError: Error, Equatable, CustomStringConvertible {
  /// Where in the object: `metadata.uid`.
  public let path: String
  public let problem: String

  public var description: String { "\(path): \(problem)" }
}
