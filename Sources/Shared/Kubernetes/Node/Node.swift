/// The parts of a node that podkeeper uses. Times are seconds since 1970.
public struct Node: Equatable, Sendable {
  public var name = ""
  /// nil if the node never reported it. False also if it stopped reporting (`Unknown`).
  public var isReady: Bool?
  /// Since when it is not ready; nil if it is ready, or if that is unknown.
  public var notReadySince: Int64?
  public var taints: [Taint] = []
  /// Whether it is cordoned.
  public var isUnschedulable = false
  public var labels = SelectedMetadata()
  /// Whether it has been deleted.
  public var isTerminating = false
  public var capacity = ResourceList()
  /// What pods may request; the capacity if the node does not say.
  public var allocatable = ResourceList()
  /// Where and why a quantity cannot be read, for the first one. Capacity and allocatable are then unreliable.
  public var unreadable: String?
  /// Where a quantity was capped at 2⁶³−1.
  public var saturated: String?

  public init() {}

  /// - Throws: `JSONError` with the place of the problem.
  public init(json: JSONCursor) throws(JSONError) {
    var decoder = NodeDecoder()
    self = try decoder.decode(json: json)
  }

  /// Applies the condition `Ready`.
  mutating func note(ready status: String, since transition: Int64?) {
    let isReady = status == "True"
    let since = isReady ? nil : transition
    // Two conditions that contradict each other: not ready, and nobody knows since when.
    let isClear = self.isReady == nil || (self.isReady, notReadySince) == (isReady, since)
    self.isReady = isClear && isReady
    notReadySince = isClear ? since : nil
  }
}

/// What keeps pods off a node.
public struct Taint: Equatable, Sendable {
  public var key: String
  public var value: String
  /// `NoSchedule`, `PreferNoSchedule`, `NoExecute`
  public var effect: String

  public init(key: String, value: String = "", effect: String) {
    self.key = key
    self.value = value
    self.effect = effect
  }

  init(json: JSONCursor) throws(JSONError) {
    key = try json["key"].optionalString() ?? ""
    value = try json["value"].optionalString() ?? ""
    effect = try json["effect"].optionalString() ?? ""
  }

  init(protobuf: ProtobufReader) throws(ProtobufError) {
    self.init(key: "", effect: "")
    var reader = protobuf
    while let field = try reader.next() {
      switch field.number {
      case 1: key = try field.string()
      case 2: value = try field.string()
      case 3: effect = try field.string()
      default: break
      }
    }
  }
}
