import Glibc
import Shared

/// Reads a line about a pod several times as fast as a JSON parser, if it is written as podkeeper writes it. A month
/// has millions of them.
struct PodLineScanner {
  struct Line: Equatable {
    var time: Int64 = 0
    var uid = ""
    var namespace = ""
    var name = ""
    /// nil for a whole line.
    var event: String?
    var facts = PodFacts()
  }

  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  private init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Returns nil for a line that is written in another way; a JSON parser has to read it.
  static func line(_ bytes: UnsafeRawBufferPointer) -> Line? {
    var scanner = PodLineScanner(bytes)
    var line = Line()
    var kind: Range<Int>?
    let isWhole = scanner.object { scanner, key in
      if scanner.text(key, is: "k") {
        kind = scanner.string()
        return kind != nil
      }
      return scanner.readMember(key, of: &line)
    }
    guard isWhole, scanner.place == bytes.count, let kind, !line.uid.isEmpty, line.time != 0 else {
      return nil
    }
    let isPod = scanner.text(kind, is: "pod")
    guard
      isPod ? !line.name.isEmpty && line.event == nil : scanner.text(kind, is: "event") && line.event != nil
    else { return nil }
    return line
  }
}

extension PodLineScanner {
  private mutating func readMember(_ key: Range<Int>, of line: inout Line) -> Bool {
    switch key.count {
    case 1 where text(key, is: "t"): read(&line.time)
    case 1 where text(key, is: "e"): read(&line.event)
    case 2 where text(key, is: "ns"): read(&line.namespace)
    case 3 where text(key, is: "uid"): read(&line.uid)
    case 4 where text(key, is: "name"): read(&line.name)
    default: readFact(key, of: &line.facts)
    }
  }

  private mutating func readFact(_ key: Range<Int>, of facts: inout PodFacts) -> Bool {
    switch bytes[key.lowerBound] {
    case UInt8(ascii: "c") where text(key, is: "class"): read(&facts.buildClass)
    case UInt8(ascii: "c") where text(key, is: "created"): read(&facts.created)
    case UInt8(ascii: "d") where text(key, is: "deleting"): read(&facts.deleting)
    case UInt8(ascii: "f") where text(key, is: "finished"): read(&facts.finished)
    case UInt8(ascii: "g") where text(key, is: "gated"): read(&facts.isGated)
    case UInt8(ascii: "k") where text(key, is: "keys"): readKeys(&facts)
    case UInt8(ascii: "n") where text(key, is: "node"): read(&facts.node)
    case UInt8(ascii: "o") where text(key, is: "owner"): read(&facts.owner)
    case UInt8(ascii: "p") where text(key, is: "phase"): read(&facts.phase)
    case UInt8(ascii: "r") where text(key, is: "requests"): readRequests(&facts)
    case UInt8(ascii: "r") where text(key, is: "restarts"): read(&facts.restarts)
    case UInt8(ascii: "r") where text(key, is: "ran"): read(&facts.hasRun)
    case UInt8(ascii: "s") where text(key, is: "scheduled"): read(&facts.scheduled)
    case UInt8(ascii: "s") where text(key, is: "started"): read(&facts.started)
    case UInt8(ascii: "s") where text(key, is: "start"): read(&facts.start)
    default: false
    }
  }

  private mutating func readRequests(_ facts: inout PodFacts) -> Bool {
    var requests: [String: Int64] = [:]
    let isWhole = object { scanner, key in
      var amount: Int64 = 0
      guard scanner.read(&amount) else { return false }
      requests[scanner.string(key)] = amount
      return true
    }
    facts.requests = requests
    return isWhole
  }

  private mutating func readKeys(_ facts: inout PodFacts) -> Bool {
    var keys: [String: PodKeyFact] = [:]
    let isWhole = object { scanner, key in
      guard let fact = scanner.keyFact() else { return false }
      keys[scanner.string(key)] = fact
      return true
    }
    facts.keys = keys
    return isWhole
  }

  private mutating func keyFact() -> PodKeyFact? {
    switch next {
    case UInt8(ascii: "\""): return string().map { .text(string($0)) }
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      var flag = false
      return read(&flag) ? .flag(flag) : nil
    default:
      // Anything else is rare.
      var time: Int64 = 0
      let isTime = object { scanner, key in scanner.text(key, is: "at") && scanner.read(&time) }
      return isTime ? .at(unixSeconds: time) : nil
    }
  }
}

extension PodLineScanner {
  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func skip(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    place += 1
    return true
  }

  /// Reads an object that is not empty.
  private mutating func object(_ member: (inout PodLineScanner, Range<Int>) -> Bool) -> Bool {
    guard skip(UInt8(ascii: "{")) else { return false }
    repeat {
      guard let key = string(), !key.isEmpty, skip(UInt8(ascii: ":")), member(&self, key) else {
        return false
      }
    } while skip(UInt8(ascii: ","))
    return skip(UInt8(ascii: "}"))
  }

  /// Where a string of printable ASCII characters without escapes is.
  private mutating func string() -> Range<Int>? {
    guard skip(UInt8(ascii: "\"")) else { return nil }
    let start = place
    while let byte = next {
      place += 1
      if byte == UInt8(ascii: "\"") { return start..<place - 1 }
      guard (0x20..<0x7f).contains(byte), byte != UInt8(ascii: "\\") else { return nil }
    }
    return nil
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: UnsafeRawBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  private func text(_ range: Range<Int>, is text: StaticString) -> Bool {
    guard range.count == text.utf8CodeUnitCount, let base = bytes.baseAddress else { return false }
    return memcmp(base + range.lowerBound, text.utf8Start, range.count) == 0
  }

  private mutating func read(_ value: inout String) -> Bool {
    guard let range = string() else { return false }
    value = string(range)
    return true
  }

  private mutating func read(_ value: inout String?) -> Bool {
    guard let range = string() else { return false }
    value = string(range)
    return true
  }

  private mutating func read(_ value: inout Int64?) -> Bool {
    var number: Int64 = 0
    guard read(&number) else { return false }
    value = number
    return true
  }

  /// Reads a whole number of at most 18 digits.
  private mutating func read(_ value: inout Int64) -> Bool {
    let isNegative = skip(UInt8(ascii: "-"))
    let start = place
    var number: Int64 = 0
    while let byte = next, byte.isASCIIDigit, place - start < 18 {
      number = number * 10 + Int64(byte - UInt8(ascii: "0"))
      place += 1
    }
    // A fraction or more digits follow, or none do.
    guard place > start, let byte = next, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") else {
      return false
    }
    value = isNegative ? -number : number
    return true
  }

  private mutating func read(_ value: inout Bool) -> Bool {
    for (word, flag): (StaticString, Bool) in [("true", true), ("false", false)] {
      let end = place + word.utf8CodeUnitCount
      if end <= bytes.count, text(place..<end, is: word) {
        (place, value) = (end, flag)
        return true
      }
    }
    return false
  }
}
