/// Saved output of `kubectl get … -o json` to read instead of a cluster: pods and nodes in any order, as a `List`,
/// `PodList`, `NodeList`, `Pod` or `Node`.
public struct Snapshots {
  private let paths: [String]
  private let stopSource: (any StopSource)?

  /// - Parameters:
  ///   - paths: files, or `-` for standard input.
  ///   - stopSource: stops reading at once when its state is not `.running`.
  public init(_ paths: [String], stopSource: (any StopSource)? = nil) {
    self.paths = paths
    self.stopSource = stopSource
  }

  /// Reads one after the other, holding only one object in memory at a time.
  ///
  /// Objects are passed on before the whole is known to be valid: act on them only when this has returned.
  ///
  /// - Parameters:
  ///   - pod: gets each pod.
  ///   - node: gets each node's JSON. The path is added to a `JSONError` that it throws.
  /// - Throws: `SnapshotError`, and what the two bodies throw.
  public func read<Decoder: ItemDecoder>(
    with decoder: Decoder, pod: (Decoder.Object) throws -> Void, node: (JSONCursor) throws -> Void
  ) throws -> SnapshotCount {
    var decoder = decoder
    var count = SnapshotCount()
    for path in paths {
      do { count.add(try read(path, &decoder, pod, node)) } catch {
        throw SnapshotError(path, error) ?? error
      }
    }
    return count
  }

  private func read<Decoder: ItemDecoder>(
    _ path: String, _ decoder: inout Decoder, _ pod: (Decoder.Object) throws -> Void,
    _ node: (JSONCursor) throws -> Void
  ) throws -> SnapshotCount {
    let input: StreamedInput
    do throws(FileError) { input = try StreamedInput(path, stopSource: stopSource) } catch {
      throw SnapshotError(.missing, path, error.problem)
    }
    var reader = SnapshotReader(decoder)
    try input.read { try reader.receive($0, pod: pod, node: node) }
    let count = try reader.finish(pod: pod, node: node)
    decoder = reader.decoder
    return count
  }
}
