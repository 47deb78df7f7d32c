/// The field numbers are those of k8s.io/api/core/v1/generated.proto and
/// k8s.io/apimachinery/pkg/apis/meta/v1/generated.proto.
extension PodLife.Reader {
  func read(protobuf item: UnsafeRawBufferPointer) throws(ProtobufError) -> PodLife {
    var life = PodLife()
    var first: String?
    var reader = ProtobufReader(item)
    while let field = try reader.next() {
      switch field.number {
      case 1: try readMetadata(field.message(), into: &life)
      case 2: try readSpec(field.message(), into: &life, first: &first)
      // The status comes after the spec.
      case 3: try readStatus(field.message(), into: &life, first: first)
      default: break
      }
    }
    life.close()
    return life
  }

  private func readMetadata(_ metadata: ProtobufReader, into life: inout PodLife) throws(ProtobufError) {
    var reader = metadata
    while let field = try reader.next() {
      switch field.number {
      case 5: life.uid = try field.string()
      case 9: life.deletionTimestamp = try field.time()
      case 11: try labels.read(field.message(), into: &life.labels)
      case 12: try annotations.read(field.message(), into: &life.annotations)
      case 13:
        if let owner = try OwnerReference(controller: field.message()) { life.controllerKind = owner.kind }
      default: break
      }
    }
  }

  private func readSpec(
    _ spec: ProtobufReader, into life: inout PodLife, first: inout String?
  ) throws(ProtobufError) {
    var reader = spec
    while let field = try reader.next() {
      switch field.number {
      case 2 where first == nil:
        var container = try field.message()
        while let field = try container.next() { if field.number == 1 { first = try field.string() } }
      case 38: life.isGated = true
      default: break
      }
    }
  }

  private func readStatus(
    _ status: ProtobufReader, into life: inout PodLife, first: String?
  ) throws(ProtobufError) {
    var reader = status
    while let field = try reader.next() {
      switch field.number {
      case 1: life.phase = try field.string()
      case 2: try readCondition(field.message(), into: &life)
      case 7: life.start = try field.time()
      case 8: try readContainer(field.message(), into: &life, first: first)
      case 10: try readInitContainer(field.message(), into: &life)
      default: break
      }
    }
  }

  private func readCondition(_ condition: ProtobufReader, into life: inout PodLife) throws(ProtobufError) {
    let condition = try PodCondition(protobuf: condition)
    life.note(
      condition: condition.type, isTrue: condition.status == "True", reason: condition.reason,
      at: condition.lastTransitionTime)
  }

  private func readContainer(
    _ status: ProtobufReader, into life: inout PodLife, first: String?
  ) throws(ProtobufError) {
    let container = try Container(status)
    life.note(end: container.finishedAt)
    life.hasRun = life.hasRun || container.hasRun
    guard first == nil || container.name == first else { return }
    life.started = container.startedAt
    life.restarts = container.restarts
  }

  private func readInitContainer(_ status: ProtobufReader, into life: inout PodLife) throws(ProtobufError) {
    let container = try Container(status)
    life.note(end: container.finishedAt)
    life.hasRun = life.hasRun || container.hasRun
  }

  /// The times of a container's current state.
  private struct Container {
    var name = ""
    var startedAt: Int64?
    var finishedAt: Int64?
    var restarts: Int64 = 0
    var hasRun = false

    init(_ status: ProtobufReader) throws(ProtobufError) {
      var reader = status
      while let field = try reader.next() {
        switch field.number {
        case 1: name = try field.string()
        case 2: try readState(field.message())
        case 3: try readLastState(field.message())
        case 5:
          restarts = try field.integer()
          if restarts > 0 { hasRun = true }
        default: break
        }
      }
    }

    private mutating func readState(_ state: ProtobufReader) throws(ProtobufError) {
      var reader = state
      while let field = try reader.next() {
        guard field.number == 2 || field.number == 3 else { continue }
        hasRun = true
        var times = try field.message()
        while let time = try times.next() {
          switch (field.number, time.number) {
          case (2, 1), (3, 5): startedAt = try time.time()
          case (3, 6): finishedAt = try time.time()
          default: break
          }
        }
      }
    }

    private mutating func readLastState(_ state: ProtobufReader) throws(ProtobufError) {
      var reader = state
      while let field = try reader.next() { if field.number == 2 || field.number == 3 { hasRun = true } }
    }
  }
}
