/// Decodes pods, from a `Pod` or, without the details, a `PartialObjectMetadata`.
public struct PodDecoder: ItemDecoder, Sendable {
  public static let kinds = ["Pod", "PartialObjectMetadata"]

  let annotations: KeyLookup
  let labels: KeyLookup
  var namespaces = TextInterner()

  public init(_ wanted: MetadataFilter) {
    annotations = KeyLookup(wanted.annotations)
    labels = KeyLookup(wanted.labels)
  }
}
