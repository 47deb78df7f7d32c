import Shared

extension SampleReport {
  var json: ReportJSON {
    let written = [JSONValue.Member("written", .array(written.map(\.json)))]
    let rows = showsNodes ? sample?.perNode : nil
    return ReportJSON(
      schema: "podkeeper.capacity/v1", head: sums,
      list: rows.map { rows in .init("perNode", count: rows.count) { rows[$0].json } }, tail: written,
      summary: .object(sums + written))
  }

  private var sums: [JSONValue.Member] {
    [
      .init("time", .string(RFC3339.text(time))),
      .init("cluster", ["name": .string(cluster.name), "server": .optional(cluster.server)]),
      .init("accounting", .string(accounting.rawValue)),
      .init("accountingVersion", accounting == .scheduler ? .string(accountingVersion.rawValue) : .null),
      .init("nodes", sample?.nodes.json ?? .null),
      .init("cpu", sample?.cpu.json(unit: "Milli") ?? .null),
      .init("memory", sample?.memory.json(unit: "Bytes") ?? .null),
      .init("extended", sample.map { .object($0.extended.map(\.member)) } ?? .null),
      .init("pods", sample?.pods.json ?? .null),
      .init("used", ["cpu": .optional(sample?.cpu.used), "memory": .optional(sample?.memory.used)]),
      .init("estimate", sample?.estimate.json ?? .null),
    ]
  }
}

extension CapacitySample.Amounts {
  fileprivate func json(unit: String) -> JSONValue {
    .object(states.map { .init($0.0 + unit, .integer($0.1)) })
  }
}

extension CapacitySample.Extended {
  fileprivate var member: JSONValue.Member { .init(name, amounts.json(unit: "")) }
}

extension CapacitySample.Nodes {
  var json: JSONValue {
    [
      "total": .count(total), "schedulable": .count(schedulable), "cordoned": .count(cordoned),
      "notReady": .count(notReady), "tainted": .count(tainted), "deleting": .count(deleting),
    ]
  }
}

extension CapacitySample.Pods {
  var json: JSONValue {
    [
      "running": .count(running), "pending": .count(pending), "bound": .count(bound),
      "starting": .count(starting), "terminating": .count(terminating),
      "unschedulable": .count(unschedulable), "gated": .count(gated), "waiting": .count(waiting),
      "orphaned": .count(orphaned), "nominated": .count(nominated),
      "oldestPendingSeconds": .integer(oldestPendingSeconds),
    ]
  }
}

extension CapacitySample.Estimate {
  fileprivate var json: JSONValue {
    let whole = seconds.map { JSONValue.integer($0) } ?? .null
    var members: [JSONValue.Member] = [
      .init("method", .string(method)), .init("seconds", p50.map { .real($0) } ?? whole),
      .init("p90Seconds", .optional(p90)), .init("fitsNow", .bool(fitsNow)),
      .init("buildPodsThatFit", .integer(buildPodsThatFit)), .init("why", .string(why)),
      .init("ignored", .array(ignored.map { .string($0) })),
    ]
    if let forecasts {
      members += [
        .init("remark", .optional(remark)), .init("classes", forecasts.classesJSON),
        .init("score", forecasts.scoreJSON),
      ]
    }
    return .object(members)
  }
}

extension CapacitySample.NodeRow {
  fileprivate var json: JSONValue {
    [
      "name": .string(name), "allocatable": allocatable.json, "requested": requested.json,
      "buildPodsThatFit": .integer(buildPodsThatFit),
    ]
  }
}

extension CapacitySample.NodeRow.Amounts {
  var json: JSONValue {
    ["cpuMilli": .integer(cpuMilli), "memoryBytes": .integer(memoryBytes), "pods": .integer(pods)]
  }
}
