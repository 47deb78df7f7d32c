/// Reads one list reply, in either encoding, and hands on its items as objects.
public struct ObjectListReader<Decoder: ItemDecoder> {
  private var items: ListItemDecoder<Decoder>
  // One of the two.
  private var protobuf: ProtobufListReader?
  private var json: JSONListReader?

  /// How many objects have been handed on.
  public var count: Int { items.count }

  /// - Parameter kinds: the lists that are welcome; if nil, those of the decoder's objects.
  public init(_ encoding: ReplyEncoding, decoder: Decoder, expecting kinds: [String]? = nil) {
    items = ListItemDecoder(decoder: decoder)
    let kinds = kinds ?? Decoder.kinds.map { $0 + "List" }
    switch encoding {
    case .protobuf: protobuf = ProtobufListReader(expecting: kinds)
    case .json: json = JSONListReader(expecting: kinds)
    }
  }

  /// Takes in the next bytes of the reply, cut anywhere.
  ///
  /// - Parameter object: gets each object once, before the whole reply is known to be good.
  /// - Throws: `ListError`, and whatever `object` throws.
  public mutating func receive(
    _ bytes: UnsafeRawBufferPointer, object: (Decoder.Object) throws -> Void
  ) throws {
    try protobuf?.receive(bytes) { try object(items.decode(protobuf: $0)) }
    try json?.receive(bytes) { try object(items.decode(json: $0)) }
  }

  /// Says that no more bytes will come: only after it may the objects be acted upon.
  ///
  /// - Throws: `ListError` if the reply was cut, was no list of the expected kind, or had something behind it.
  public mutating func finish() throws -> ListMetadata {
    if let metadata = try protobuf?.finish() { return metadata }
    if let metadata = try json?.finish() { return metadata }
    throw ListError.cut
  }
}

extension ObjectListReader: Sendable where Decoder: Sendable {}

/// Decodes a list's items, which it counts, so that errors can say which one.
private struct ListItemDecoder<Decoder: ItemDecoder> {
  var decoder: Decoder
  var count = 0

  mutating func decode(protobuf item: UnsafeRawBufferPointer) throws -> Decoder.Object {
    do {
      let object = try decoder.decode(protobuf: item)
      count += 1
      return object
    } catch let error as ItemError {
      throw ListError.malformed("items[\(count)].\(error)")
    } catch let error as ProtobufError {
      throw ListError.malformed("items[\(count)]: \(error)")
    }
  }

  mutating func decode(json item: UnsafeRawBufferPointer) throws -> Decoder.Object {
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue(parsing: item) } catch {
      throw ListError.malformed("items[\(count)]: \(error)")
    }
    do {
      let object = try decoder.decode(json: JSONCursor(value, path: "items[\(count)]"))
      count += 1
      return object
    } catch let error as JSONError { throw ListError.malformed(error.description) }
  }
}

extension ListItemDecoder: Sendable where Decoder: Sendable {}
