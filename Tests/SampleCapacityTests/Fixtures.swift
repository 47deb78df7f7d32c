import Shared

@testable import sample_capacity

extension Node {
  /// A ready node of four CPUs and 8Gi.
  static func ready(
    _ name: String, cpu: Int64 = 4000, memory: Int64 = 8 << 30, pods: Int64 = 10,
    others: [String: Int64] = [:],
    taints: [Taint] = []
  ) -> Node {
    var node = Node()
    node.name = name
    node.isReady = true
    node.taints = taints
    node.allocatable.cpu = Quantity(milli: cpu)
    node.allocatable.memory = Quantity(memory)
    node.allocatable.others = others.merging(["pods": pods]) { $1 }.mapValues { Quantity($0) }
    node.capacity = node.allocatable
    return node
  }

  func with(_ change: (inout Node) -> Void) -> Node {
    var node = self
    change(&node)
    return node
  }
}

extension CapacityPod {
  /// A pod that requests two CPUs and 1Gi; running if it is bound, else pending.
  static func on(
    _ node: String?, cpu: Int64 = 2000, memory: Int64 = 1 << 30, others: [String: Int64] = [:],
    _ phase: PodPhase? = nil, scheduling: Scheduling = .waiting
  ) -> CapacityPod {
    var pod = CapacityPod()
    pod.namespace = "builds"
    pod.name = "p"
    pod.nodeName = node
    pod.phase = phase ?? (node == nil ? .pending : .running)
    pod.scheduling = scheduling
    pod.requests.cpu = Quantity(milli: cpu)
    pod.requests.memory = Quantity(memory)
    pod.requests.others = others.mapValues { Quantity($0) }
    return pod
  }

  func with(_ change: (inout CapacityPod) -> Void) -> CapacityPod {
    var pod = self
    change(&pod)
    return pod
  }
}

extension ClusterTotals {
  init(
    _ nodes: [Node], _ pods: [CapacityPod] = [], _ accounting: Accounting = .scheduler,
    tolerations: [String] = [], selector: LabelSelector? = nil
  ) {
    var buildPod = BuildPod()
    buildPod.placement.tolerations = tolerations.compactMap(Toleration.init(argument:))
    let extended = ExtendedNames(always: ["pods"])
    let (ofNodes, ofPods) = (
      NodeTally(selector: selector, extended: extended), PodTally(extended: extended)
    )
    for node in nodes { ofNodes.visit(node) }
    for pod in pods { ofPods.visit(pod) }
    self.init(
      ofNodes, ofPods, accounting, buildPod: buildPod, extended: extended, isWhole: selector == nil)
  }

  /// The sample at second 1,000, and its warnings.
  func sample() -> (sample: CapacitySample, warnings: [String]) {
    var warnings = Warnings()
    let sample = CapacitySample(self, time: 1000, buildPod: BuildPod(), warnings: &warnings)
    return (sample, warnings.kept.map(\.message))
  }
}
