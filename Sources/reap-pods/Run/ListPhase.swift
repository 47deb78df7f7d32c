import Shared

extension ReapRun {
  /// Lists the pods in a namespace and judges them.
  ///
  /// - Throws: `APIError` if the list is incomplete; none of it counts then.
  func list(
    _ namespace: String?, of server: APIServer, _ version: ServerVersion?, live: LiveGenerations
  ) throws -> JudgedPods {
    let screening = screening(of: namespace, live: live)
    let options = ListOptions(
      namespace: namespace, labelSelector: command.selection.selector?.text,
      fieldSelector: command.selection.fieldSelector, metadataOnly: !policy.needsDetails,
      pageSize: command.paging.pageSize(for: version))
    let resourceVersion = try server.list(options, with: PodDecoder(policy.metadataFilter), to: screening)
    var pods = screening.pods
    pods.versions[namespace ?? ""] = resourceVersion
    return pods
  }

  func screening(of namespace: String? = nil, live: LiveGenerations) -> PodScreening {
    // `--retire` alone does not depend on the time.
    let maxSkew = policy.appliesClockGate ? command.safety.maxClockSkew.seconds : 0
    return PodScreening(
      of: namespace, policy: policy, live: live, clockGate: ClockGate(maxSkew: maxSkew),
      excluded: Set(command.selection.excludeNamespace), explains: command.safety.explain,
      waits: command.safety.wait != nil, unseenGate: command.rules.unseenGate,
      recordsFacts: command.asksWhatIsFreed)
  }
}
