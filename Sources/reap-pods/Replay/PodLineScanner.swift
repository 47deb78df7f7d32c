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

  private var scanner: LineScanner

  /// Returns nil for a line that is written in another way; a JSON parser has to read it.
  static func line(_ bytes: UnsafeRawBufferPointer) -> Line? {
    var reader = PodLineScanner(scanner: LineScanner(bytes))
    var line = Line()
    var kind: Range<Int>?
    let isWhole = reader.object { reader, key in
      if reader.scanner.isText(key, "k") {
        kind = reader.scanner.string()
        return kind != nil
      }
      return reader.readMember(key, of: &line)
    }
    guard isWhole, reader.scanner.isAtEnd, let kind, !line.uid.isEmpty, line.time != 0 else { return nil }
    let isPod = reader.scanner.isText(kind, "pod")
    guard
      isPod
        ? !line.name.isEmpty && line.event == nil
        : reader.scanner.isText(kind, "event") && line.event != nil
    else { return nil }
    return line
  }
}

extension PodLineScanner {
  private mutating func readMember(_ key: Range<Int>, of line: inout Line) -> Bool {
    switch key.count {
    case 1 where scanner.isText(key, "t"): put(scanner.time(), into: &line.time)
    case 1 where scanner.isText(key, "e"): put(text(), into: &line.event)
    case 2 where scanner.isText(key, "ns"): put(text(), into: &line.namespace)
    case 3 where scanner.isText(key, "uid"): put(text(), into: &line.uid)
    case 4 where scanner.isText(key, "name"): put(text(), into: &line.name)
    default: readFact(key, of: &line.facts)
    }
  }

  private mutating func readFact(_ key: Range<Int>, of facts: inout PodFacts) -> Bool {
    switch key.count {
    case 3 where scanner.isText(key, "ran"): put(scanner.flag(), into: &facts.hasRun)
    case 4 where scanner.isText(key, "keys"): put(keys(), into: &facts.keys)
    case 4 where scanner.isText(key, "node"): put(text(), into: &facts.node)
    case 5 where scanner.isText(key, "class"): put(text(), into: &facts.buildClass)
    case 5 where scanner.isText(key, "gated"): put(scanner.flag(), into: &facts.isGated)
    case 5 where scanner.isText(key, "owner"): put(text(), into: &facts.owner)
    case 5 where scanner.isText(key, "phase"): put(text(), into: &facts.phase)
    case 5 where scanner.isText(key, "start"): put(scanner.time(), into: &facts.start)
    case 7 where scanner.isText(key, "created"): put(scanner.time(), into: &facts.created)
    case 7 where scanner.isText(key, "started"): put(scanner.time(), into: &facts.started)
    case 8 where scanner.isText(key, "deleting"): put(scanner.time(), into: &facts.deleting)
    case 8 where scanner.isText(key, "finished"): put(scanner.time(), into: &facts.finished)
    case 8 where scanner.isText(key, "requests"): put(requests(), into: &facts.requests)
    case 8 where scanner.isText(key, "restarts"): put(scanner.number(), into: &facts.restarts)
    case 9 where scanner.isText(key, "scheduled"): put(scanner.time(), into: &facts.scheduled)
    default: false
    }
  }

  private mutating func requests() -> [String: Int64]? {
    var requests: [String: Int64] = [:]
    let isWhole = object { reader, key in
      put(reader.scanner.number(), into: &requests[reader.scanner.text(key)])
    }
    return isWhole ? requests : nil
  }

  private mutating func keys() -> [String: PodKeyFact]? {
    var keys: [String: PodKeyFact] = [:]
    let isWhole = object { reader, key in
      put(reader.keyFact(), into: &keys[reader.scanner.text(key)])
    }
    return isWhole ? keys : nil
  }

  private mutating func keyFact() -> PodKeyFact? {
    switch scanner.next {
    case UInt8(ascii: "\""): return text().map { .text($0) }
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return scanner.flag().map { .flag($0) }
    default:
      // Anything else is rare.
      var time: Int64 = 0
      let isTime = object { reader, key in
        reader.scanner.isText(key, "at") && put(reader.scanner.number(), into: &time)
      }
      return isTime ? .at(unixSeconds: time) : nil
    }
  }
}

extension PodLineScanner {
  /// Reads an object that is not empty.
  private mutating func object(_ member: (inout PodLineScanner, Range<Int>) -> Bool) -> Bool {
    guard scanner.skip(UInt8(ascii: "{")) else { return false }
    repeat {
      guard let key = scanner.key(), !key.isEmpty, member(&self, key) else { return false }
    } while scanner.skip(UInt8(ascii: ","))
    return scanner.skip(UInt8(ascii: "}"))
  }

  private mutating func text() -> String? {
    guard let range = scanner.string() else { return nil }
    return scanner.text(range)
  }
}

/// Returns whether there is a value.
private func put<Value>(_ value: Value?, into place: inout Value) -> Bool {
  guard let value else { return false }
  place = value
  return true
}

private func put<Value>(_ value: Value?, into place: inout Value?) -> Bool {
  place = value
  return value != nil
}
