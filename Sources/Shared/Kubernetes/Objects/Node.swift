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
  public var labels = WantedTexts()
  /// Whether somebody has deleted it.
  public var isTerminating = false
  public var capacity = ResourceList()
  /// What pods may ask for; where it is missing, the capacity.
  public var allocatable = ResourceList()

  public init() {}

  /// - Throws: `JSONError` with the place of what is not as it should be.
  public init(json: JSONCursor) throws(JSONError) {
    name = try json["metadata"]["name"].string()
    isUnschedulable = try json["spec"]["unschedulable"].optionalBool() ?? false
    for taint in try json["spec"]["taints"].elements() { taints.append(try Taint(json: taint)) }
    for condition in try json["status"]["conditions"].elements() {
      guard try condition["type"].optionalString() == "Ready" else { continue }
      let isReady = try condition["status"].optionalString() == "True"
      self.isReady = isReady
      notReadySince = isReady ? nil : try condition["lastTransitionTime"].optionalTime()
    }
  }
}
