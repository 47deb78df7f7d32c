import Shared

/// The forecasts of one sample, and what they were made from. Nothing is rounded, because they are scored.
struct SampleForecast: Equatable, Sendable {
  /// For the build pods of one class that are created until the next sample.
  struct OfClass: Equatable, Sendable {
    /// What a pod asks for, in cores.
    var cpu: Double?
    // The waits that other methods expect, in seconds; nil for never or unknown.
    var fit: Double?
    var golangBuild: Double?
    /// By the age of the queue's head.
    var headOfLine: Double?
    /// CPU of the pods ahead, in cores.
    var ahead: Double?
    /// `fits` or `waits`.
    var state: String?
    /// In seconds.
    var base: Double?
    /// Within which half of the pods start, in seconds; nil for never.
    var p50: Double?
    /// Within which 9 in 10 start.
    var p90: Double?
  }

  /// Allocatable CPU of the nodes that take build pods, in cores.
  var capacity: Double?
  /// CPU of the pods bound to them.
  var bound: Double?
  /// CPU that they freed since the last sample.
  var freed: Double?
  var classes: [String: OfClass] = [:]

  init() {}

  var json: JSONValue {
    var members = LedgerMembers()
    members.set("cap", capacity)
    members.set("bound", bound)
    members.set("freed", freed)
    members.set("classes", .object(classes.sorted { $0.key < $1.key }.map { .init($0.key, $0.value.json) }))
    return .object(members.list)
  }

  init(json: JSONCursor) throws(JSONError) {
    capacity = try json["cap"].optionalNumber()
    bound = try json["bound"].optionalNumber()
    freed = try json["freed"].optionalNumber()
    for (name, value) in try json["classes"].members() { classes[name] = try OfClass(json: value) }
  }
}

extension SampleForecast.OfClass {
  var json: JSONValue {
    var members = LedgerMembers()
    members.set("cpu", cpu)
    members.set("fit", fit)
    members.set("golangBuild", golangBuild)
    members.set("hol", headOfLine)
    members.set("ahead", ahead)
    members.set("state", state)
    members.set("base", base)
    members.set("p50", p50)
    members.set("p90", p90)
    return .object(members.list)
  }

  init(json: JSONCursor) throws(JSONError) {
    cpu = try json["cpu"].optionalNumber()
    fit = try json["fit"].optionalNumber()
    golangBuild = try json["golangBuild"].optionalNumber()
    headOfLine = try json["hol"].optionalNumber()
    ahead = try json["ahead"].optionalNumber()
    state = try json["state"].optionalString()
    base = try json["base"].optionalNumber()
    p50 = try json["p50"].optionalNumber()
    p90 = try json["p90"].optionalNumber()
  }
}
