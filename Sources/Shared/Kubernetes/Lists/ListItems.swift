/// Decodes a list's items, and counts them so that errors can say which one.
///
/// A class, because Swift would look up a generic struct's metadata for every item.
final class ListItems<Decoder: ItemDecoder> {
  private var decoder: Decoder
  /// The next item's number, from 0, continued from page to page.
  var number = 0

  init(_ decoder: Decoder) { self.decoder = decoder }

  func object(
    _ item: UnsafeRawBufferPointer, _ encoding: ReplyEncoding
  ) throws(UnreadableItem) -> Decoder.Object {
    defer { number += 1 }
    do {
      switch encoding {
      case .protobuf: return try decoder.decode(protobuf: item)
      case .json:
        let json = JSONCursor(try value(item), path: path)
        try checkKind(json)
        return try decoder.decode(json: json)
      }
    } catch let error as JSONError {
      throw UnreadableItem(problem: "\(error)")
    } catch let error as ItemError {
      throw UnreadableItem(problem: "\(path).\(error)")
    } catch {
      throw UnreadableItem(problem: "\(path): \(error)")
    }
  }

  /// The items of a typed list have no kind. An item with another kind is an error.
  private func checkKind(_ item: JSONCursor) throws(JSONError) {
    guard let kind = try item["kind"].nonEmptyString(), !Decoder.kinds.contains(kind) else { return }
    let expected = Decoder.kinds.joined(separator: " or ")
    throw item["kind"].error("it is '\(kind.beginning(100))' instead of \(expected)")
  }

  private var path: String { "items[\(number)]" }

  private func value(_ item: UnsafeRawBufferPointer) throws(JSONError) -> JSONValue {
    do { return try JSONValue(parsing: item) } catch { throw JSONError(path: path, problem: error.problem) }
  }
}

/// An invalid item.
struct UnreadableItem: Error, Equatable {
  /// Where and why: `items[3].metadata.uid: expected a string, found a number`.
  let problem: String
}
