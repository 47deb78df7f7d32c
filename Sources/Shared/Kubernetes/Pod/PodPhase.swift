/// A pod's `status.phase`, as far as podkeeper distinguishes them.
public enum PodPhase: Equatable, Sendable {
  case pending
  case running
  /// Succeeded or Failed: the pod no longer uses resources.
  case ended
  /// `Unknown`, missing, or an unrecognized phase: no rule may match it.
  case other

  init(_ text: UnsafeRawBufferPointer) {
    switch text.count {
    case 7 where text.elementsEqual("Running".utf8): self = .running
    case 7 where text.elementsEqual("Pending".utf8): self = .pending
    case 9 where text.elementsEqual("Succeeded".utf8): self = .ended
    case 6 where text.elementsEqual("Failed".utf8): self = .ended
    default: self = .other
    }
  }

  public init(_ text: String) {
    var text = text
    self = text.withUTF8 { PodPhase(UnsafeRawBufferPointer($0)) }
  }
}
