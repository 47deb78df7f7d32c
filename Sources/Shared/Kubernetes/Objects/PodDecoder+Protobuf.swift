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
    try require(pod.name, "name")
    try require(pod.uid, "uid")
    try require(pod.resourceVersion, "resourceVersion")
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
      case 11: try readEntry(field.message(), labels, into: &pod.labels)
      case 12: try readEntry(field.message(), annotations, into: &pod.annotations)
      case 13: try readOwner(field.message(), into: &pod.controller)
      case 14: pod.hasFinalizers = true
      default: break
      }
    }
  }

  /// Reads one entry of a map.
  private func readEntry(
    _ entry: ProtobufReader, _ matcher: KeyMatcher, into texts: inout WantedTexts
  ) throws(ProtobufError) {
    var reader = entry
    var key = UnsafeRawBufferPointer(start: nil, count: 0)
    var value = key
    while let field = try reader.next() {
      switch field.number {
      case 1: key = try field.bytes()
      case 2: value = try field.bytes()
      default: break
      }
    }
    if let key = matcher.match(key) { texts.set(key, String(decoding: value, as: UTF8.self)) }
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
