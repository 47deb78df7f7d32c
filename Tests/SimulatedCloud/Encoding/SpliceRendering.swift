extension Slot {
  fileprivate func size(in object: StoredObject) -> Int {
    switch self {
    case .name: object.name.utf8.count
    case .namespace: object.namespace.utf8.count
    case .uid: object.uid.utf8.count
    case .resourceVersion: Decimal.size(Int64(object.version.resource))
    case .generation: Decimal.size(object.version.generation)
    case .creation: Timestamp.length
    case .deletion: 0
    case .text(let index): object.texts[index].utf8.count
    }
  }

  fileprivate func render(_ object: StoredObject, to cursor: inout Cursor) {
    switch self {
    case .name: cursor.text(object.name)
    case .namespace: cursor.text(object.namespace)
    case .uid: cursor.text(object.uid)
    case .resourceVersion: cursor.decimal(Int64(object.version.resource))
    case .generation: cursor.decimal(object.version.generation)
    case .creation: cursor.timestamp(object.created)
    case .deletion: break
    case .text(let index): cursor.text(object.texts[index])
    }
  }
}

extension Splice {
  func size(of object: StoredObject) -> Int {
    switch self {
    case .text(let slot): return slot.size(in: object)
    case .wireText(let slot):
      let size = slot.size(in: object)
      return size + Varint.size(UInt64(size))
    case .wireGeneration: return Varint.size(UInt64(bitPattern: object.version.generation))
    case .wireCreation: return 1 + Self.timeSize(object.created)
    case .deletionMembers: return object.deletion.map(Self.membersSize) ?? 0
    case .wireDeletion: return object.deletion.map(Self.fieldsSize) ?? 0
    }
  }

  func render(_ object: StoredObject, to cursor: inout Cursor) {
    switch self {
    case .text(let slot): slot.render(object, to: &cursor)
    case .wireText(let slot):
      cursor.varint(UInt64(slot.size(in: object)))
      slot.render(object, to: &cursor)
    case .wireGeneration: cursor.varint(UInt64(bitPattern: object.version.generation))
    case .wireCreation: Self.renderTime(object.created, to: &cursor)
    case .deletionMembers: if let deletion = object.deletion { Self.members(deletion, to: &cursor) }
    case .wireDeletion: if let deletion = object.deletion { Self.fields(deletion, to: &cursor) }
    }
  }

  /// The size of `Time{seconds, nanos: 0}` without its length.
  private static func timeSize(_ seconds: Int64) -> Int {
    1 + Varint.size(UInt64(bitPattern: seconds)) + 2
  }

  private static func renderTime(_ seconds: Int64, to cursor: inout Cursor) {
    cursor.varint(UInt64(timeSize(seconds)))
    cursor.byte(0x08)
    cursor.varint(UInt64(bitPattern: seconds))
    cursor.byte(0x10)
    cursor.byte(0)
  }

  private static let timeMember: StaticString = #","deletionTimestamp":""#
  private static let graceMember: StaticString = #","deletionGracePeriodSeconds":"#

  private static func membersSize(_ deletion: Deletion) -> Int {
    let time = timeMember.utf8CodeUnitCount + Timestamp.length + 1
    guard let grace = deletion.grace else { return time }
    return time + graceMember.utf8CodeUnitCount + Decimal.size(grace)
  }

  private static func members(_ deletion: Deletion, to cursor: inout Cursor) {
    cursor.text(timeMember)
    cursor.timestamp(deletion.time)
    cursor.byte(UInt8(ascii: "\""))
    guard let grace = deletion.grace else { return }
    cursor.text(graceMember)
    cursor.decimal(grace)
  }

  private static func fieldsSize(_ deletion: Deletion) -> Int {
    let time = 2 + timeSize(deletion.time)
    guard let grace = deletion.grace else { return time }
    return time + 1 + Varint.size(UInt64(bitPattern: grace))
  }

  private static func fields(_ deletion: Deletion, to cursor: inout Cursor) {
    cursor.byte(9 << 3 | 2)
    renderTime(deletion.time, to: &cursor)
    guard let grace = deletion.grace else { return }
    cursor.byte(10 << 3)
    cursor.varint(UInt64(bitPattern: grace))
  }
}
