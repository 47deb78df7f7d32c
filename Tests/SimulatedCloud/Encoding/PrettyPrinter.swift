/// Indents streamed JSON by two spaces, like Go's `MarshalIndent`.
struct PrettyPrinter {
  private var depth = 0
  private var inString = false
  private var escaped = false
  /// A brace or bracket was just opened. A line break follows unless it is empty.
  private var opened = false

  static func print(_ bytes: [UInt8]) -> [UInt8] {
    var printer = PrettyPrinter()
    return printer.feed(bytes)
  }

  mutating func feed(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    for byte in bytes { feed(byte, to: &output) }
    return output
  }

  private mutating func feed(_ byte: UInt8, to output: inout [UInt8]) {
    if inString { return string(byte, to: &output) }
    if byte <= 0x20 { return }
    let closes = byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
    if closes {
      depth -= 1
      if !opened { breakLine(&output) }
    } else if opened {
      breakLine(&output)
    }
    opened = false
    output.append(byte)
    switch Unicode.Scalar(byte) {
    case "\"": inString = true
    case "{", "[":
      depth += 1
      opened = true
    case ",": breakLine(&output)
    case ":": output.append(UInt8(ascii: " "))
    default: break
    }
  }

  private mutating func string(_ byte: UInt8, to output: inout [UInt8]) {
    output.append(byte)
    if escaped {
      escaped = false
    } else if byte == UInt8(ascii: "\\") {
      escaped = true
    } else if byte == UInt8(ascii: "\"") {
      inString = false
    }
  }

  private func breakLine(_ output: inout [UInt8]) {
    output.append(0x0a)
    output.append(contentsOf: repeatElement(0x20, count: depth * 2))
  }
}
