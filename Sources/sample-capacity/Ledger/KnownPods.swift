import Shared

/// What the ledger says about each pod that was listed last, in `known.bin`: 24 bytes a pod. So only changes are
/// written.
///
/// The file is a head of 48 bytes, then the classes, then the pods sorted by ID; all numbers are little-endian:
///
/// | bytes | |
/// |---|---|
/// | 8 | `pkknown1` |
/// | 8 | the time of the sample that it belongs to, in unix seconds |
/// | 8 | the size of that day's file of pods, after that sample |
/// | 8 | when the next span of the series is over, in unix seconds; 0 if unknown |
/// | 8 | how many bytes the classes have |
/// | 8 | a digest of these four numbers and of all that follows |
/// | a multiple of 8 | the classes of build pods: a line `TIME NAME` for each, filled up with line breaks |
/// | 24 each | the 16 bytes of the pod's ID, then those of its state |
struct KnownPods: Equatable, Sendable {
  static let fileName = "known.bin"
  private static let magic: [UInt8] = Array("pkknown1".utf8)
  private static let headSize = 48
  static let entrySize = 24

  struct Entry: Equatable, Sendable {
    var id: PodID
    var state: UInt64
  }

  /// The time of the sample that it belongs to, in unix seconds.
  var time: Int64 = 0
  /// In bytes.
  var podsSize: Int64 = 0
  /// When to look at the series again, in unix seconds; 0 if unknown.
  var seriesDue: Int64 = 0
  var classes = BuildClasses()
  /// Sorted by ID, each once.
  var entries: ContiguousArray<Entry> = []

  init() {}

  /// - Parameter entries: in any order; of two with the same ID, one stays.
  init(_ entries: ContiguousArray<Entry>) {
    self.entries = entries
    Self.sort(&self.entries)
  }

  /// Sorts pods by ID. Of two with the same ID, one stays.
  static func sort(_ entries: inout ContiguousArray<Entry>) {
    var isSorted = true
    for place in entries.indices.dropFirst() where !(entries[place - 1].id < entries[place].id) {
      isSorted = false
      break
    }
    // Else it might be copied for nothing.
    guard !isSorted else { return }
    entries.sort { $0.id < $1.id }
    var kept = 0
    for place in entries.indices where kept == 0 || entries[kept - 1].id != entries[place].id {
      entries[kept] = entries[place]
      kept += 1
    }
    entries.removeLast(entries.count - kept)
  }

  /// Where a pod is in `entries`.
  func place(of id: PodID) -> Int? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].id == id ? low : nil
  }

  /// Forgets which pods have a whole line of the day: a new day has begun.
  mutating func beginDay() {
    let whole = UInt64(PodState.Flags.whole.rawValue) << 56
    for place in entries.indices { entries[place].state &= ~whole }
  }
}

extension KnownPods {
  /// The file's bytes.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.headSize + entries.count * Self.entrySize)
    bytes += Self.magic
    let classes = classes.text
    for number in [time, podsSize, seriesDue, Int64(classes.count)] {
      bytes.append(number: UInt64(bitPattern: number))
    }
    bytes.append(number: 0)
    bytes += classes
    for entry in entries {
      bytes.append(number: entry.id.high)
      bytes.append(number: entry.id.low)
      bytes.append(number: entry.state)
    }
    let digest = Self.digest(bytes)
    for (place, byte) in Self.bytes(of: digest).enumerated() { bytes[Self.headSize - 8 + place] = byte }
    return bytes
  }

  /// nil if they are not what `bytes` returned.
  init?(bytes: [UInt8]) {
    guard bytes.count >= Self.headSize, bytes.count % 8 == 0, bytes.starts(with: Self.magic) else {
      return nil
    }
    let numbers = stride(from: 8, to: Self.headSize, by: 8).map { Self.number(bytes, at: $0) }
    guard numbers[4] == Self.digest(bytes), let size = Int(exactly: numbers[3]),
      size <= bytes.count - Self.headSize, (bytes.count - Self.headSize - size) % Self.entrySize == 0
    else { return nil }
    let first = Self.headSize + size
    classes = BuildClasses(text: bytes[Self.headSize..<first])
    time = Int64(bitPattern: numbers[0])
    guard LedgerTime.range.contains(time) else { return nil }
    podsSize = Int64(bitPattern: numbers[1])
    seriesDue = Int64(bitPattern: numbers[2])
    entries.reserveCapacity((bytes.count - first) / Self.entrySize)
    for start in stride(from: first, to: bytes.count, by: Self.entrySize) {
      let id = PodID(high: Self.number(bytes, at: start), low: Self.number(bytes, at: start + 8))
      guard entries.last.map({ $0.id < id }) ?? true else { return nil }
      entries.append(Entry(id: id, state: Self.number(bytes, at: start + 16)))
    }
  }

  /// Of all but the magic word and the digest itself, eight bytes at a time.
  private static func digest(_ bytes: [UInt8]) -> UInt64 {
    var digest = Digest()
    for start in stride(from: 8, to: bytes.count, by: 8) where start != headSize - 8 {
      digest.add(word: number(bytes, at: start))
    }
    return digest.value
  }

  private static func number(_ bytes: [UInt8], at start: Int) -> UInt64 {
    bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: UInt64.self))
    }
  }

  fileprivate static func bytes(of number: UInt64) -> [UInt8] {
    Swift.withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}

extension [UInt8] {
  fileprivate mutating func append(number: UInt64) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}

extension BuildClasses {
  /// `1795435200 default`, filled up with line breaks to a multiple of 8 bytes.
  fileprivate var text: [UInt8] {
    let lines = lastSeen.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)\n" }
    let text = Array(lines.joined().utf8)
    return text + repeatElement(UInt8(ascii: "\n"), count: (8 - text.count % 8) % 8)
  }

  fileprivate init(text: some Sequence<UInt8>) {
    var lastSeen: [String: Int64] = [:]
    for line in String(decoding: Array(text), as: UTF8.self).split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      if parts.count == 2, let time = Int64(parts[0]) { lastSeen[String(parts[1])] = time }
    }
    self.init(lastSeen: lastSeen)
  }
}
