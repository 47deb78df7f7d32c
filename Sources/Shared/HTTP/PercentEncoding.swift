extension String {
  /// Encodes all but RFC 3986's unreserved characters as `%XX`.
  public var percentEncoded: String {
    percentEncoded { $0.isASCIIAlphanumeric || "-._~".utf8.contains($0) }
  }

  /// Encodes all bytes as `%XX`, except those for which `stays` returns true.
  func percentEncoded(but stays: (UInt8) -> Bool) -> String {
    var encoded = ""
    for byte in utf8 {
      if stays(byte) {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        encoded += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return encoded
  }
}

/// `?a=b&c=d`, or nothing.
func urlQuery(_ items: [(name: String, value: String)]) -> String {
  items.isEmpty ? "" : "?\(formEncoded(items))"
}

/// `a=b&c=d`, for queries and form bodies.
func formEncoded(_ items: [(name: String, value: String)]) -> String {
  items.map { "\($0.name.percentEncoded)=\($0.value.percentEncoded)" }.joined(separator: "&")
}
