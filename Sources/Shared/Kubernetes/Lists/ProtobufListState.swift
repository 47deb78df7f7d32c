/// A `ProtobufListReader`'s position in the reply, and what it has read.
struct ProtobufListState {
  private enum Place {
    case magic
    case envelope
    /// In `raw`, with the number of bytes left.
    case list(Int)
  }

  let kinds: [String]
  let limits: ListLimits
  private(set) var metadata = ListMetadata()
  /// After a step that consumed nothing: how many bytes the next one needs at least.
  private(set) var needed = 0

  private var place = Place.magic
  /// How many bytes of an unwanted field are left to skip.
  private var skipped = 0
  /// The envelope's known fields, 1 to 4, that have been read.
  private var seen: Set<UInt32> = []
  private var hasMetadata = false

  init(kinds: [String], limits: ListLimits) {
    self.kinds = kinds
    self.limits = limits
  }

  /// The API server writes all four fields of the envelope even if they are empty. If one is missing, the reply was cut
  /// off.
  var isComplete: Bool {
    guard case .envelope = place else { return false }
    return skipped == 0 && seen.isSuperset(of: 1...4)
  }

  /// Reads one part of the reply.
  ///
  /// - Parameter bytes: at least one, beginning with the first unread one.
  /// - Returns: how many were consumed. 0: the part is incomplete; see `needed`.
  mutating func step(
    _ bytes: UnsafeRawBufferPointer, item: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Int {
    if skipped > 0 {
      let count = min(skipped, bytes.count)
      skipped -= count
      return count
    }
    switch place {
    case .magic: return try magic(bytes)
    case .envelope: return try envelopeField(bytes)
    case .list(let length): return try listField(bytes, in: length, item: item)
    }
  }

  private mutating func magic(_ bytes: UnsafeRawBufferPointer) throws -> Int {
    let magic = ProtobufEnvelope.magic
    guard bytes.prefix(magic.count).elementsEqual(magic.prefix(bytes.count)) else {
      throw ReplyError.malformed("not Kubernetes' protobuf")
    }
    guard bytes.count >= magic.count else { return wait(for: magic.count) }
    place = .envelope
    return magic.count
  }

  private mutating func wait(for count: Int) -> Int {
    needed = count
    return 0
  }
}

extension ProtobufListState {
  private mutating func envelopeField(_ bytes: UnsafeRawBufferPointer) throws -> Int {
    guard let header = try header(bytes) else { return wait(for: bytes.count + 1) }
    switch header.number {
    case 1, 3, 4: return try envelopeText(bytes, header)
    case 2: return try beginRaw(bytes, header)
    default:
      skipped = header.payload
      return header.length
    }
  }

  private mutating func envelopeText(_ bytes: UnsafeRawBufferPointer, _ header: ProtobufHeader) throws -> Int
  {
    guard let payload = try payload(bytes, header, limit: limits.other, "the envelope") else { return 0 }
    switch header.number {
    case 1: try readTypeMeta(payload)
    case 3:
      guard payload.isEmpty else { throw ReplyError.malformed("its content encoding is unknown") }
    default: break
    }
    try note(header)
    return header.length + header.payload
  }

  private mutating func note(_ header: ProtobufHeader) throws {
    guard seen.insert(header.number).inserted else {
      throw ReplyError.malformed("field \(header.number) of the envelope appears twice")
    }
  }

  private mutating func readTypeMeta(_ bytes: UnsafeRawBufferPointer) throws {
    do throws(ProtobufError) { metadata.kind = try ProtobufEnvelope.kind(typeMeta: bytes) } catch {
      throw malformed(error)
    }
    guard metadata.kind == "Status" || kinds.contains(metadata.kind) else {
      throw ReplyError.unexpectedKind(metadata.kind, expected: kinds)
    }
  }

  private mutating func beginRaw(_ bytes: UnsafeRawBufferPointer, _ header: ProtobufHeader) throws -> Int {
    guard header.wireType == .bytes else { throw malformed(.mismatch(field: 2)) }
    guard seen.contains(1) else { throw ReplyError.malformed("its kind does not come before its items") }
    if metadata.kind == "Status" {
      guard let status = try payload(bytes, header, limit: limits.other, "the status") else { return 0 }
      throw ReplyError.status(Status(protobuf: status))
    }
    try note(header)
    if header.payload > 0 { place = .list(header.payload) }
    return header.length
  }
}

extension ProtobufListState {
  private mutating func listField(
    _ bytes: UnsafeRawBufferPointer, in length: Int, item: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Int {
    let window = bytes.count > length ? UnsafeRawBufferPointer(rebasing: bytes[..<length]) : bytes
    guard let header = try header(window) else {
      guard window.count < length else { throw malformed(.truncated) }
      return wait(for: window.count + 1)
    }
    let whole = header.length + header.payload
    guard whole <= length else { throw malformed(.truncated) }
    switch header.number {
    case 1:
      guard let payload = try payload(window, header, limit: limits.other, "its metadata") else { return 0 }
      try readMetadata(payload)
    case 2:
      guard let payload = try payload(window, header, limit: limits.item, "an item") else { return 0 }
      try item(payload)
    default: skipped = header.payload
    }
    place = whole == length ? .envelope : .list(length - whole)
    return whole - skipped
  }

  private mutating func readMetadata(_ bytes: UnsafeRawBufferPointer) throws {
    guard !hasMetadata else { throw ReplyError.malformed("it has two metadata") }
    hasMetadata = true
    do throws(ProtobufError) { try metadata.read(protobuf: bytes) } catch { throw malformed(error) }
  }

  @inline(__always)
  private func header(_ bytes: UnsafeRawBufferPointer) throws -> ProtobufHeader? {
    do throws(ProtobufError) { return try ProtobufHeader(bytes, at: 0) } catch { throw malformed(error) }
  }

  /// A field's payload; nil, with `needed` set, if it is incomplete.
  private mutating func payload(
    _ bytes: UnsafeRawBufferPointer, _ header: ProtobufHeader, limit: Int, _ name: String
  ) throws -> UnsafeRawBufferPointer? {
    guard header.wireType == .bytes else { throw malformed(.mismatch(field: header.number)) }
    guard header.payload <= limit else { throw ReplyError.tooLarge(name, limit: limit) }
    let whole = header.length + header.payload
    guard bytes.count >= whole else {
      needed = whole
      return nil
    }
    return UnsafeRawBufferPointer(rebasing: bytes[header.length..<whole])
  }

  private func malformed(_ error: ProtobufError) -> ReplyError { .malformed(error.description) }
}
