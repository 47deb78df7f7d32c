/// Makes pods of what the server sends: a `Pod`, or a `PartialObjectMetadata` without the details.
public struct PodDecoder: ItemDecoder, Sendable {
  public static let kinds = ["Pod", "PartialObjectMetadata"]

  let annotations: KeyMatcher
  let labels: KeyMatcher
  var namespaces = TextInterner()

  public init(_ wanted: WantedKeys) {
    annotations = KeyMatcher(wanted.annotations)
    labels = KeyMatcher(wanted.labels)
  }
}
