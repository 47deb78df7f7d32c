/// Decodes objects of one type from list items and single replies. It may cache what many of them share.
public protocol ItemDecoder {
  associatedtype Object

  /// The kinds of an object. Its lists' kinds end in `List`.
  static var kinds: [String] { get }

  /// - Throws: `ItemError` or `ProtobufError`.
  mutating func decode(protobuf item: UnsafeRawBufferPointer) throws -> Object

  /// - Throws: `JSONError` with a path that begins with the cursor's.
  mutating func decode(json item: JSONCursor) throws -> Object
}

/// Why a protobuf item is not the expected object.
public struct ItemError: Error, Equatable, CustomStringConvertible {
  /// Where in the object: `metadata.uid`.
  public let path: String
  public let problem: String

  public var description: String { "\(path): \(problem)" }
}
