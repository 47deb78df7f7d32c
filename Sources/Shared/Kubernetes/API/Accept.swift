/// What an answer may look like: protobuf where the server offers it, else JSON.
enum Accept {
  private static let partial = ";g=meta.k8s.io;v=v1"

  static let objects = "application/vnd.kubernetes.protobuf,application/json"

  /// With both fallbacks: a server that cannot send metadata only sends the objects.
  static let metadataList = [
    "application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList\(partial)",
    "application/json;as=PartialObjectMetadataList\(partial)",
    "application/json",
  ].joined(separator: ",")

  static let metadata = [
    "application/json;as=PartialObjectMetadata\(partial)", "application/json",
  ].joined(separator: ",")

  static let json = "application/json"
}
