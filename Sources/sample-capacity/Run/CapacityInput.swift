import Shared

/// Reads nodes and pods from the cluster or from snapshots.
extension SampleRun {
  /// The scheduler's own list of pods has the same field selector.
  private static let notTerminal = "status.phase!=Succeeded,status.phase!=Failed"

  private func podDecoder(_ buildPod: BuildPod, _ version: AccountingVersion) -> CapacityPodDecoder {
    CapacityPodDecoder(
      command.sampling.accounting, version, wanted: .extended(and: buildPod.others),
      readsHostPorts: !buildPod.placement.hostPorts.isEmpty,
      life: ledger == nil ? nil : command.buildPods.selection.reader)
  }

  private func nodeDecoder(_ buildPod: BuildPod) -> NodeDecoder {
    NodeDecoder(
      labels: (command.sampling.nodeSelector?.keys ?? []) + buildPod.placement.labelKeys,
      wanted: .extended(and: ["pods"] + buildPod.others))
  }

  /// - Returns: the time of the sample, in seconds since 1970.
  mutating func askCluster(_ nodes: NodeTally, _ pods: PodTally, _ buildPod: BuildPod) throws -> Double {
    let server = try connect()
    learnClusterUID(server)
    let version = try server.perform(.readVersion)
    note(version)
    let pageSize = command.paging.pageSize(for: version)
    let (nodeDecoder, podDecoder) = (nodeDecoder(buildPod), podDecoder(buildPod, report.accountingVersion))
    let ofNodes = ListOptions(.nodes, pageSize: pageSize)
    report.listBegan = true
    try server.list(ofNodes, with: nodeDecoder, to: nodes)
    // The ledger tells what became of pods that have ended, too. The sums leave them out by themselves.
    try server.list(
      ListOptions(.pods, fieldSelector: ledger == nil ? Self.notTerminal : nil, pageSize: pageSize),
      with: podDecoder, to: PodListVisitor(pods, ledger?.recorder))
    if nodes.lacks(nodesOf: pods) {
      log.info("some pods are bound to nodes that were not listed; listing the nodes again")
      try server.list(ofNodes, with: nodeDecoder, to: nodes)
    }
    return WallClock.now()
  }

  /// Requests are counted by the formula of the server's release.
  private mutating func note(_ version: ServerVersion?) {
    report.accountingVersion = AccountingVersion(of: version)
    guard command.sampling.accounting == .scheduler else { return }
    let newest = AccountingVersion.newest.rawValue
    if let version, AccountingVersion.isOutdated(for: version) {
      report.warnings.append(
        Warning(
          message: "the server is \(version.text); its pods are counted as Kubernetes \(newest) counts them, "
            + "the newest release known here"))
    } else if version == nil {
      report.warnings.append(
        Warning(
          message: "the server does not report its version; its pods are counted as Kubernetes \(newest) does"
        ))
    }
  }

  private mutating func connect() throws -> APIServer {
    let server = try command.cluster.connect(
      command.requests, multiplexes: false, stopSource: interruption, log: log
    ) { found in
      report.context = found.context
      report.cluster.server = found.server
      report.cluster.name = command.metrics.clusterLabel(context: found.context)
      if command.ledger.ledger != nil { authoritiesDigest = found.authoritiesDigest }
    }
    openLedger(ledgerCluster(uid: nil))
    return server
  }

  /// - Returns: the time of the sample: `--now`, else the current time.
  mutating func readSnapshots(_ nodes: NodeTally, _ pods: PodTally, _ buildPod: BuildPod) throws -> Double {
    if let name = command.metrics.clusterName { openLedger(LedgerCluster(snapshot: name)) }
    let time = command.snapshot.now.map { Double($0.seconds) + Double($0.nanoseconds) / 1e9 }
    var nodeDecoder = nodeDecoder(buildPod)
    report.listBegan = true
    let visitor = PodListVisitor(pods, ledger?.recorder)
    visitor.begin(serverTime: command.snapshot.now?.seconds)
    let count = try Snapshots(command.snapshot.snapshots, stopSource: interruption).read(
      with: podDecoder(buildPod, report.accountingVersion), pod: { visitor.visit($0) },
      node: { nodes.visit(try nodeDecoder.decode(json: $0)) })
    count.log(to: log)
    let missing = [(count.nodes, "nodes"), (count.pods, "pods")].filter { $0.0 == 0 }.map(\.1)
    if !missing.isEmpty {
      report.warnings.append(
        Warning(
          message: "the snapshot has no \(missing.joined(separator: " and no ")); create it with "
            + "kubectl get nodes,pods -A -o json to get both"))
    }
    return time ?? WallClock.now()
  }
}
