/// The field numbers are those of k8s.io/api/core/v1/generated.proto and
/// k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto.
extension PodDecoder {
  public mutating func decode(protobuf item: UnsafeRawBufferPointer) throws -> Pod {
    var pod = Pod()
    try read(item, into: &pod)
    return pod
  }

  private mutating func read(_ item: UnsafeRawBufferPointer, into pod: inout Pod) throws {
    var reader = ProtobufReader(item)
    while let field = try reader.next() {
      switch field.number {
      case 1: try readMetadata(field.message(), into: &pod)
      case 2: try readSpec(field.message(), into: &pod.details)
      case 3: try readStatus(field.message(), into: &pod.details)
      default: break
      }
    }
    try pod.name.check(asName: "metadata.name")
    if !pod.namespace.isEmpty { try pod.namespace.check(asName: "metadata.namespace") }
    try require(pod.uid, "uid")
    try require(pod.resourceVersion, "resourceVersion")
    try pod.details?.nodeName?.check(asName: "spec.nodeName")
  }

  private func require(_ text: String, _ name: String) throws {
    if text.isEmpty { throw ItemError(path: "metadata.\(name)", problem: "it is empty") }
  }

  private mutating func readMetadata(_ metadata: ProtobufReader, into pod: inout Pod) throws(ProtobufError) {
    var reader = metadata
    while let field = try reader.next() {
      switch field.number {
      case 1: pod.name = try field.string()
      case 3: pod.namespace = namespaces.text(try field.bytes())
      case 5: pod.uid = try field.string()
      case 6: pod.resourceVersion = try field.string()
      case 8: pod.creationTimestamp = try field.time()
      case 9: pod.deletionTimestamp = try field.time()
      case 11: try labels.read(field.message(), into: &pod.labels)
      case 12: try annotations.read(field.message(), into: &pod.annotations)
      case 13: try readOwner(field.message(), into: &pod.controller)
      case 14: pod.hasFinalizers = true
      default: break
      }
    }
  }

  private func readOwner(
    _ owner: ProtobufReader, into controller: inout OwnerReference?
  ) throws(ProtobufError) {
    var reader = owner
    var reference = OwnerReference(kind: "", name: "")
    var isController = false
    while let field = try reader.next() {
      switch field.number {
      case 1: reference.kind = try field.string()
      case 3: reference.name = try field.string()
      case 6: isController = try field.bool()
      default: break
      }
    }
    if isController { controller = reference }
  }
}

extension String {
  /// - Throws: `ItemError` unless a path of the API can hold it as a name.
  func check(asName path: String) throws {
    if let problem = problemAsName { throw ItemError(path: path, problem: problem) }
  }
}

extension ProtobufField {
  /// The seconds of a `Time`. An empty one is Go's zero time, which JSON writes as `null`.
  func time() throws(ProtobufError) -> Int64? {
    let time = try bytes()
    if time.isEmpty { return nil }
    var seconds: Int64 = 0
    var reader = ProtobufReader(time)
    while let field = try reader.next() {
      if field.number == 1 { seconds = try field.integer() }
    }
    return seconds
  }
}
