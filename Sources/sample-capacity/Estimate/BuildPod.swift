import Shared

/// The pod whose wait is estimated: its requests, and where it may run.
struct BuildPod: Equatable, Sendable {
  private(set) var requests = ResourceList()
  var placement = PlacementRules()
  /// Parts of its spec that the scheduler looks at and the estimate does not.
  private(set) var ignored: [String] = []
  private let text: String

  /// The build pod of golang.org/x/build.
  init() {
    text = "cpu=2,memory=2000000Ki"
    requests.cpu = Quantity(2)
    requests.memory = Quantity(2_000_000 << 10)
  }

  init(name: String, requests: ResourceList, placement: PlacementRules, ignored: [String]) {
    text = name
    self.requests = requests
    self.placement = placement
    self.ignored = ignored
  }

  /// The resources other than CPU and memory.
  var others: [String] { requests.others.keys.sorted() }

  /// The requests greater than zero.
  var needs: [(name: String, quantity: Quantity)] { requests.needs }
}

extension ResourceList {
  /// The amounts greater than zero: CPU, memory, then the others by name.
  var needs: [(name: String, quantity: Quantity)] {
    (["cpu", "memory"] + others.keys.sorted()).map { ($0, self[$0]) }.filter { $0.quantity > .zero }
  }
}

extension BuildPod: CustomStringConvertible {
  /// Reads `cpu=2,memory=2000000Ki,nvidia.com/gpu=1`.
  ///
  /// - Throws: `BuildPodError` unless each resource is one that a pod can request, is listed once, and has an amount
  ///   that can be counted.
  init(argument: String) throws(BuildPodError) {
    text = argument
    var seen: Set<Substring> = []
    for entry in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else { throw .malformed }
      if let problem = ResourceName.problem(String(parts[0])) { throw .unknown(problem) }
      guard seen.insert(parts[0]).inserted, let quantity = try? ParsedQuantity(String(parts[1])).quantity,
        quantity >= .zero, quantity.milli != nil || (parts[0] != "cpu" && quantity.value != nil)
      else { throw .malformed }
      requests[String(parts[0])] = quantity
    }
  }

  var description: String { text }
}

/// Why a text is not a build pod.
enum BuildPodError: Error, Equatable, CustomStringConvertible {
  case malformed
  case unknown(String)

  var description: String {
    switch self {
    case .malformed: "expected resources, each once and with an amount: cpu=500m,memory=4Gi"
    case .unknown(let problem): problem
    }
  }
}
