/// Reads a list in Kubernetes' protobuf: the bytes `k8s\0`, then an `Unknown` whose `raw` is the list.
///
/// It buffers the beginning of an unfinished item, and passes on complete items without copying.
public struct ProtobufListReader: ListReader, Sendable {
  private var walk: ProtobufListState
  private var pending: [UInt8] = []
  private var hasFailed = false

  /// - Parameter kinds: the kinds of lists to accept: `PodList`.
  public init(expecting kinds: [String], limits: ListLimits = ListLimits()) {
    walk = ProtobufListState(kinds: kinds, limits: limits)
  }

  public mutating func receive(
    _ bytes: UnsafeRawBufferPointer, item: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    do { try take(bytes, item: item) } catch {
      hasFailed = true
      throw error
    }
  }

  private mutating func take(
    _ bytes: UnsafeRawBufferPointer, item: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var rest = bytes[...]
    while !pending.isEmpty, !rest.isEmpty {
      let missing = rest.prefix(walk.needed - pending.count)
      pending.append(contentsOf: missing)
      rest = rest.dropFirst(missing.count)
      guard pending.count >= walk.needed else { return }
      let taken = try pending.withUnsafeBytes { try walk.step($0, item: item) }
      pending.removeFirst(taken)
    }
    while !rest.isEmpty {
      let taken = try walk.step(UnsafeRawBufferPointer(rebasing: rest), item: item)
      if taken == 0 {
        pending.append(contentsOf: rest)
        return
      }
      rest = rest.dropFirst(taken)
    }
  }

  public mutating func finish() throws -> ListMetadata {
    guard !hasFailed, pending.isEmpty, walk.isComplete else { throw ReplyError.cut }
    return walk.metadata
  }
}
