/// How the server behaves; tests change it while it runs.
public struct Behaviour: Sendable {
  /// The version it says it is.
  public var version = "1.36.2"
  /// An old or odd server that answers in JSON whatever is asked for.
  public var answersProtobuf = true
  /// A server that does not know metadata-only answers sends whole objects.
  public var answersMetadataOnly = true
  /// A proxy or an odd server may lose a selector on the way.
  public var heedsLabelSelectors = true
  /// How long a pod that is bound to a node takes to go; `nil` for ever, as on a dead node.
  public var terminationTime: Duration? = .seconds(1)
  /// The server's clock; `nil` is the machine's.
  public var now: Int64?
  public var flowSchemaUID = "7c8d2a90-62f5-4a3f-9c11-0a5d8c1f2b10"
  public var priorityLevelUID = "1f2e3d4c-5b6a-4978-8a9b-0c1d2e3f4a5b"

  public init() {}
}
