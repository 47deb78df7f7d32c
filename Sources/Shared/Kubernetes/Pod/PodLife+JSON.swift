extension PodLife.Reader {
  /// A value that is not as expected counts as missing: it must not cost the sums a pod that they could count.
  func read(json item: JSONCursor) -> PodLife {
    var life = PodLife()
    let (metadata, spec, status) = (item["metadata"], item["spec"], item["status"])
    life.uid = text(metadata["uid"]) ?? ""
    life.phase = text(status["phase"]) ?? ""
    life.deletionTimestamp = time(metadata["deletionTimestamp"])
    life.annotations = (try? annotations.texts(metadata["annotations"])) ?? [:]
    life.labels = (try? labels.texts(metadata["labels"])) ?? [:]
    for owner in elements(metadata["ownerReferences"]) where (try? owner["controller"].optionalBool()) == true
    {
      life.controllerKind = text(owner["kind"])
    }
    life.isGated = !elements(spec["schedulingGates"]).isEmpty
    life.start = time(status["startTime"])
    for condition in elements(status["conditions"]) {
      life.note(
        condition: text(condition["type"]) ?? "", isTrue: text(condition["status"]) == "True",
        reason: text(condition["reason"]) ?? "", at: time(condition["lastTransitionTime"]))
    }
    let first = elements(spec["containers"]).first.flatMap { text($0["name"]) }
    for list in ["containerStatuses", "initContainerStatuses"] {
      for container in elements(status[list]) {
        if let summary = try? ContainerSummary(json: container) {
          life.note(end: summary.finishedAt)
          life.hasRun = life.hasRun || summary.hasRun
        }
        guard list == "containerStatuses", first == nil || text(container["name"]) == first else { continue }
        let state = container["state"]
        life.started = time(state["running"]["startedAt"]) ?? time(state["terminated"]["startedAt"])
        life.restarts = (try? container["restartCount"].optionalInteger()) ?? 0
      }
    }
    life.close()
    return life
  }

  private func text(_ place: JSONCursor) -> String? { (try? place.optionalString()) ?? nil }

  private func time(_ place: JSONCursor) -> Int64? { (try? place.optionalTime()) ?? nil }

  private func elements(_ place: JSONCursor) -> [JSONCursor] { (try? place.elements()) ?? [] }
}
