/// In bytes.
let printableLimit = 2048

/// Of a body that is not what was expected, what can be shown on one line: at most 2,048 bytes without
/// control characters; nil if nothing is left.
public func printable(_ bytes: some Sequence<UInt8>) -> String? {
  // Enough that no secret at the end is half a one before it is hidden.
  let whole = Secrets.hide(in: String(decoding: Array(bytes.prefix(32 * printableLimit)), as: UTF8.self))
  let text = String(decoding: whole.utf8.prefix(printableLimit), as: UTF8.self)
  let shown = text.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }
    .filter { !$0.controls && $0 != "\u{FFFD}" }
  var view = String.UnicodeScalarView()
  view.append(contentsOf: shown)
  let line = String(view).trimmed
  return line.isEmpty ? nil : line
}
