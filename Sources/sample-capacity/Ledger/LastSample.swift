import Shared

/// The last whole sample, in `last-sample.json`: what the status page needs of it.
struct LastSample: Equatable, Sendable {
  static let fileName = "last-sample.json"
  static let kind = "last"

  /// What one node has, what its pods ask for, and why it may not take more.
  struct NodeRow: Equatable, Sendable {
    var row = CapacitySample.NodeRow()
    var cordoned = false
    var notReady = false
    var tainted = false
    var deleting = false
    /// Whether a build pod may run on it.
    var isEligible = false
    /// Of each extended resource that it has: allocatable and asked for, in whole units.
    var extended: [String: Pair] = [:]

    struct Pair: Equatable, Sendable {
      var allocatable: Int64
      var requested: Int64
    }
  }

  var cluster = LedgerCluster()
  var accounting = ""
  /// As it was given: `cpu=2,memory=2000000Ki`.
  var buildPod = ""
  /// What the build pod asks for: `cpuMilli`, `memoryBytes`, and other resources by name.
  var buildPodRequests: [String: Int64] = [:]
  var sample: SampleRecord
  /// By name.
  var nodes: [NodeRow] = []
  var queue: [QueueRow] = []
  var buildPods = BuildPodSummary()

  init(_ sample: SampleRecord) { self.sample = sample }
}

extension LastSample {
  /// The file's bytes. They are put together row by row, because a whole value of 5,000 nodes takes much memory.
  func bytes() throws(JSONError) -> [UInt8] {
    var head = LedgerMembers()
    head.set("k", Self.kind)
    head.set("schema", LedgerHeader.schema)
    head.set("cluster", cluster.json)
    head.set("accounting", accounting)
    head.set("buildPod", ["text": .string(buildPod), "requests": .numbers(buildPodRequests)])
    head.set("sample", sample.json)
    head.set("queue", .array(queue.map(\.json)))
    head.set("buildPods", buildPods.json)
    var bytes = Array(Secrets.hide(in: try JSONValue.object(head.list).serialized()).utf8)
    bytes.removeLast()
    bytes += Array(",\"perNode\":[".utf8)
    for (place, node) in nodes.enumerated() {
      bytes += Array((place == 0 ? "\n" : ",\n").utf8)
      bytes += Array(Secrets.hide(in: try node.json.serialized()).utf8)
    }
    bytes += Array("]}\n".utf8)
    return bytes
  }

  init(json: JSONCursor) throws(JSONError) {
    guard try json["schema"].string() == LedgerHeader.schema else {
      throw json["schema"].error("expected \(LedgerHeader.schema)")
    }
    self.init(try SampleRecord(json: json["sample"]))
    cluster = try LedgerCluster(json: json["cluster"])
    accounting = try json["accounting"].optionalString() ?? ""
    buildPod = try json["buildPod"]["text"].optionalString() ?? ""
    buildPodRequests = try json["buildPod"]["requests"].optionalNumbers() ?? [:]
    for row in try json["queue"].elements() { queue.append(try QueueRow(json: row)) }
    buildPods = try BuildPodSummary(json: json["buildPods"])
    for row in try json["perNode"].elements() { nodes.append(try NodeRow(json: row)) }
  }
}

extension LastSample.NodeRow {
  var json: JSONValue {
    var members = LedgerMembers()
    members.set("name", row.name)
    members.set("allocatable", row.allocatable.json)
    members.set("requested", row.requested.json)
    members.set("buildPodsThatFit", row.buildPodsThatFit)
    for (name, flag) in [
      ("cordoned", cordoned), ("notReady", notReady), ("tainted", tainted), ("deleting", deleting),
      ("eligible", isEligible),
    ] {
      members.set(name, flag)
    }
    if !extended.isEmpty {
      let sorted = extended.sorted { $0.key < $1.key }
      members.set(
        "extended",
        .object(
          sorted.map { .init($0.key, [.integer($0.value.allocatable), .integer($0.value.requested)]) }))
    }
    return .object(members.list)
  }

  init(json: JSONCursor) throws(JSONError) {
    row.name = try json["name"].string()
    row.allocatable = try .init(json: json["allocatable"])
    row.requested = try .init(json: json["requested"])
    row.buildPodsThatFit = try json["buildPodsThatFit"].optionalInteger() ?? 0
    cordoned = try json["cordoned"].optionalBool() ?? false
    notReady = try json["notReady"].optionalBool() ?? false
    tainted = try json["tainted"].optionalBool() ?? false
    deleting = try json["deleting"].optionalBool() ?? false
    isEligible = try json["eligible"].optionalBool() ?? false
    for (name, pair) in try json["extended"].members() {
      let numbers = try pair.elements()
      guard numbers.count == 2 else { throw pair.error("expected two numbers") }
      extended[name] = Pair(allocatable: try numbers[0].integer(), requested: try numbers[1].integer())
    }
  }
}

extension CapacitySample.NodeRow.Amounts {
  fileprivate init(json: JSONCursor) throws(JSONError) {
    self.init(
      cpuMilli: try json["cpuMilli"].integer(), memoryBytes: try json["memoryBytes"].integer(),
      pods: try json["pods"].integer())
  }
}

extension QueueRow {
  fileprivate var json: JSONValue {
    var members = LedgerMembers()
    members.set("why", why)
    if !detail.isEmpty { members.set("detail", detail) }
    members.set("pods", Int64(pods))
    members.set("oldest", oldest)
    members.set("ages", .array(ages.map { .count($0) }))
    return .object(members.list)
  }

  fileprivate init(json: JSONCursor) throws(JSONError) {
    why = try json["why"].string()
    detail = try json["detail"].optionalString() ?? ""
    pods = try json.optionalCount("pods")
    oldest = try json["oldest"].optionalInteger()
    for (place, count) in try json["ages"].elements().enumerated() where place < ages.count {
      ages[place] = Int(clamping: try count.integer())
    }
  }
}

extension BuildPodSummary {
  fileprivate var json: JSONValue {
    [
      "running": .count(running), "pending": .count(pending), "overdue": .count(overdue),
      "oldest": .array(oldest.map(\.json)), "youngest": .array(youngest.map(\.json)),
    ]
  }

  fileprivate init(json: JSONCursor) throws(JSONError) {
    running = try json.optionalCount("running")
    pending = try json.optionalCount("pending")
    overdue = try json.optionalCount("overdue")
    for row in try json["oldest"].elements() { oldest.append(try Row(json: row)) }
    for row in try json["youngest"].elements() { youngest.append(try Row(json: row)) }
  }
}

extension BuildPodSummary.Row {
  fileprivate var json: JSONValue {
    var members = LedgerMembers()
    members.set("ns", namespace)
    members.set("name", name)
    members.set("node", node)
    members.set("class", buildClass)
    members.set("created", created)
    members.set("started", started)
    members.set("deadline", deadline)
    return .object(members.list)
  }

  fileprivate init(json: JSONCursor) throws(JSONError) {
    namespace = try json["ns"].string()
    name = try json["name"].string()
    node = try json["node"].optionalString()
    buildClass = try json["class"].optionalString()
    created = try json["created"].optionalInteger()
    started = try json["started"].optionalInteger()
    deadline = try json["deadline"].optionalInteger()
  }
}
