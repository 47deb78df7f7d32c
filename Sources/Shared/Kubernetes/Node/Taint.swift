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
