/// Of a node, what the rules look at. Times are seconds since 1970.
public struct Node: Equatable, Sendable {
  public var name = ""
  /// nil: it has never said. False also when it no longer says (`Unknown`).
  public var isReady: Bool?
  /// Since when it is not ready; nil if it is, or if nobody knows.
  public var notReadySince: Int64?
  public var taints: [Taint] = []
  /// Whether it is cordoned.
  public var isUnschedulable = false
  public var labels = SelectedMetadata()
  /// Whether somebody has deleted it.
  public var isTerminating = false
  public var capacity = ResourceList()
  /// What pods may ask for; where a node does not say, its capacity.
  public var allocatable = ResourceList()
  /// The first quantity that cannot be read: where and why. Capacity and allocatable are then not to be relied upon.
  public var unreadable: String?
  /// A quantity that was cut down to 2⁶³−1: where.
  public var saturated: String?

  public init() {}

  /// - Throws: `JSONError` with the place of what is not as it should be.
  public init(json: JSONCursor) throws(JSONError) {
    var decoder = NodeDecoder()
    self = try decoder.decode(json: json)
  }

  /// Takes in the condition `Ready`.
  mutating func note(ready status: String, since transition: Int64?) {
    let isReady = status == "True"
    self.isReady = isReady
    notReadySince = isReady ? nil : transition
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
