/// A config map to add to the cloud.
public struct SimulatedConfigMap: Sendable {
  public var name: String
  public var namespace: String
  public var data: [String: String]

  public init(_ name: String, namespace: String = "builds", data: [String: String] = [:]) {
    self.name = name
    self.namespace = namespace
    self.data = data
  }

  var value: JSONValue {
    var value: JSONValue = ["metadata": .object([])]
    if !data.isEmpty { value["data"] = .strings(data) }
    return value
  }
}
