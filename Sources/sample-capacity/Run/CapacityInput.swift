import Shared

/// Reads nodes and pods from the cluster or from snapshots.
extension SampleRun {
  /// The scheduler's own list of pods has the same field selector.
  private static let notTerminal = "status.phase!=Succeeded,status.phase!=Failed"

  private var podDecoder: CapacityPodDecoder {
    CapacityPodDecoder(command.sampling.accounting, wanted: .only(command.estimate.buildPod.others))
  }

  private var nodeDecoder: NodeDecoder {
    NodeDecoder(
      labels: command.sampling.nodeSelector?.keys ?? [],
      wanted: .only(["pods"] + command.estimate.buildPod.others))
  }

  /// - Returns: the time of the sample, in seconds since 1970.
  mutating func askCluster(_ nodes: NodeTally, _ pods: PodTally) throws -> Double {
    let server = try connect()
    let pageSize = command.requests.pageSize(for: try server.perform(.readVersion))
    let ofNodes = ListOptions(.nodes, pageSize: pageSize)
    try server.list(ofNodes, with: nodeDecoder, to: nodes)
    try server.list(
      ListOptions(.pods, fieldSelector: Self.notTerminal, pageSize: pageSize), with: podDecoder, to: pods)
    if nodes.lacks(nodesOf: pods) {
      log.info("some pods are bound to nodes that were not listed; listing the nodes again")
      try server.list(ofNodes, with: nodeDecoder, to: nodes)
    }
    return WallClock.now()
  }

  private mutating func connect() throws -> APIServer {
    try command.cluster.connect(
      command.requests, multiplexes: false, stopSource: interruption, log: log
    ) { found in
      report.context = found.context
      report.cluster.server = found.server
      report.cluster.name = command.metrics.clusterLabel(context: found.context)
    }
  }

  /// - Returns: the time of the sample: `--now`, else the current time.
  mutating func readSnapshots(_ nodes: NodeTally, _ pods: PodTally) throws -> Double {
    var nodeDecoder = nodeDecoder
    let count = try Snapshots(command.snapshot.snapshots, stopSource: interruption).read(
      with: podDecoder, pod: { pods.visit($0) }, node: { nodes.visit(try nodeDecoder.decode(json: $0)) })
    count.log(to: log)
    let missing = [(count.nodes, "nodes"), (count.pods, "pods")].filter { $0.0 == 0 }.map(\.1)
    if !missing.isEmpty {
      report.warnings.append(
        Warning(
          message: "the snapshot has no \(missing.joined(separator: " and no ")); kubectl get nodes,pods -A "
            + "-o json writes both, ignoring"))
    }
    return command.snapshot.now.map { Double($0.seconds) + Double($0.nanoseconds) / 1e9 } ?? WallClock.now()
  }
}
