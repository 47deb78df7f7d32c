/// Makes objects of a list's items, which it counts, so that errors can say which one.
///
/// A class: of a generic struct the metadata would be looked up for every item.
final class ListItems<Decoder: ItemDecoder> {
  private var decoder: Decoder
  /// Of the next item, from 0; it goes on from page to page.
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

  /// The items of a typed list say no kind; one that says another is not what was asked for.
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

/// An item that is not what it should be.
struct UnreadableItem: Error, Equatable {
  /// Where and why: `items[3].metadata.uid: a string was expected, found a number`.
  let problem: String
}
