import FoundationEssentials

extension JSONCursor {
  /// nil for the empty text too, which many write where there is none.
  func nonEmptyString() throws(JSONError) -> String? {
    let text = try optionalString()
    return text?.isEmpty == true ? nil : text
  }

  /// Bytes in base64, which may have line breaks, as in Go's `base64.StdEncoding`; nil as with a text.
  func optionalBase64() throws(JSONError) -> [UInt8]? {
    guard let text = try nonEmptyString() else { return nil }
    guard let bytes = Data(base64Encoded: text.filter { !$0.isNewline }) else { throw error("not base64") }
    return [UInt8](bytes)
  }
}
