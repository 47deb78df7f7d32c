extension SimulatedCloud {
  /// Adds many pods and their nodes.
  public func add(_ bulk: BulkPods) {
    for index in 0..<bulk.nodes { add(SimulatedNode(BulkPods.node(index))) }
    let pods = bulk.make(now: state.now)
    state.store.transact { state in
      let numbered = pods.map { $0.with(resourceVersion: state.nextVersion()) }
      let known = state.objects["pods"]?.from("") ?? []
      state.impliedNamespaces.formUnion(numbered.map(\.namespace))
      state.objects["pods"] = SortedObjects(sorted: (known + numbered).sorted { $0.key < $1.key })
    }
  }

  /// Adds a few pods in the namespace `builds`, one for each possible decision about a pod.
  ///
  /// The live generation is `g2`.
  public func addDemoPods() {
    for pod in DemoPods.make(now: state.now) { add(pod) }
  }
}
