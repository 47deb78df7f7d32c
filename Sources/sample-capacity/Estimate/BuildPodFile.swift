import Shared

/// A Pod manifest, in YAML or JSON, whose wait is estimated.
struct BuildPodFile {
  let path: String

  /// - Throws: `BuildPodFileError`.
  func read(_ accounting: Accounting, stopSource: (any StopSource)?) throws -> BuildPod {
    let bytes: [UInt8]
    do { bytes = try readFile(path, stopSource: stopSource) } catch {
      let status: ExitStatus =
        error.isMissing ? .noinput : error.exitStatus == .tempfail ? .tempfail : .data
      throw BuildPodFileError(path, error.problem, status)
    }
    do { return try Self.parse(JSONValue(yaml: bytes), accounting) } catch let error as YAMLError {
      throw BuildPodFileError(path, "\(error)", .data)
    } catch let error as JSONError {
      throw BuildPodFileError(path, "\(error)", .data)
    }
  }

  /// - Throws: `JSONError` with the place of what is not as it should be.
  static func parse(
    _ manifest: JSONValue, _ accounting: Accounting
  ) throws -> BuildPod {
    let pod = JSONCursor(manifest)
    guard try pod["apiVersion"].optionalString() == "v1", try pod["kind"].optionalString() == "Pod" else {
      throw pod.error("expected a v1 Pod")
    }
    let spec = pod["spec"]
    guard try !spec["containers"].elements().isEmpty else {
      throw spec["containers"].error("expected a container")
    }
    // As it is before a node has it: its status does not count.
    let defaulted = PodDefaults.applied(to: try spec.value() ?? .null)
    var decoder = CapacityPodDecoder(
      accounting, wanted: .extended(and: ["ephemeral-storage"]), readsHostPorts: true)
    let counted = try decoder.decode(json: JSONCursor(.object([.init("spec", defaulted)])))
    if let problem = counted.unreadable { throw spec.error(problem) }
    var placement = PlacementRules()
    placement.hostPorts = counted.hostPorts
    for (key, value) in try spec["nodeSelector"].members() {
      placement.nodeSelector.append(NodeRequirement(key: key, .isOneOf([try value.string()])))
    }
    let required = spec["affinity"]["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]
    if !required.isMissing {
      placement.affinity = try required["nodeSelectorTerms"].elements().map { try NodeSelectorTerm(json: $0) }
    }
    placement.tolerations = try spec["tolerations"].elements().map { try Toleration(json: $0) }
    let metadata = pod["metadata"]
    let name = try metadata["name"].optionalString() ?? metadata["generateName"].optionalString() ?? "the pod"
    return BuildPod(name: name, requests: counted.requests, placement: placement, ignored: ignored(spec))
  }

  /// What the scheduler would look at besides.
  private static func ignored(_ spec: JSONCursor) -> [String] {
    let affinity = spec["affinity"]
    let parts = [
      ("affinity.podAffinity", affinity["podAffinity"]),
      ("affinity.podAntiAffinity", affinity["podAntiAffinity"]),
      ("nodeName", spec["nodeName"]), ("priorityClassName", spec["priorityClassName"]),
      ("resourceClaims", spec["resourceClaims"]), ("runtimeClassName", spec["runtimeClassName"]),
      ("schedulerName", spec["schedulerName"]), ("schedulingGates", spec["schedulingGates"]),
      ("topologySpreadConstraints", spec["topologySpreadConstraints"]), ("volumes", spec["volumes"]),
    ]
    return parts.filter { !$0.1.isMissing }.map(\.0)
  }
}

/// Why a build pod's file cannot be used.
struct BuildPodFileError: DiagnosedError {
  let path: String
  let problem: String
  let exitStatus: ExitStatus

  init(_ path: String, _ problem: String, _ exitStatus: ExitStatus) {
    self.path = path
    self.problem = problem
    self.exitStatus = exitStatus
  }

  var description: String { "cannot read \(path) as a Pod: \(problem)" }
}
