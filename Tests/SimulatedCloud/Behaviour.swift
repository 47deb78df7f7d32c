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
  /// How fast lists leave; `nil` is as fast as can be.
  public var listRate: ListRate?
  public var flowSchemaUID = "7c8d2a90-62f5-4a3f-9c11-0a5d8c1f2b10"
  public var priorityLevelUID = "1f2e3d4c-5b6a-4978-8a9b-0c1d2e3f4a5b"

  public init() {}
}

/// How many bytes of a list leave in a second.
public struct ListRate: Sendable {
  public var metadata: Int
  public var whole: Int

  /// Of a real 1.36.2 server on two cores, with 10,000 pods: 27 MB of metadata came in 0.10 s, 42 MB of whole pods
  /// in 0.47 s. Rounded up, since what the client took is in these figures.
  public static let real = ListRate(metadata: 300_000_000, whole: 90_000_000)
}
