import Shared

/// What a build pod asks for: `cpu=2,memory=2000000Ki,nvidia.com/gpu=1`.
struct BuildPod: Equatable, Sendable {
  private(set) var requests = ResourceList()
  private let text: String

  /// golang.org/x/build's.
  init() {
    text = "cpu=2,memory=2000000Ki"
    requests.cpu = Quantity(2)
    requests.memory = Quantity(2_000_000 << 10)
  }

  /// The resources beside CPU and memory.
  var others: [String] { requests.others.keys.sorted() }

  /// What it asks for of which there may be too little: more than nothing.
  var needs: [(name: String, quantity: Quantity)] {
    (["cpu", "memory"] + others).map { ($0, requests[$0]) }.filter { $0.quantity > .zero }
  }
}

extension BuildPod: CustomStringConvertible {
  /// nil unless each resource has a name, comes once, and asks for an amount that can be counted.
  init?(argument: String) {
    text = argument
    var seen: Set<Substring> = []
    for entry in argument.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty, parts[0] != "pods", seen.insert(parts[0]).inserted,
        let quantity = try? ParsedQuantity(String(parts[1])).quantity, quantity >= .zero,
        quantity.milli != nil || (parts[0] != "cpu" && quantity.value != nil)
      else { return nil }
      requests[String(parts[0])] = quantity
    }
  }

  var description: String { text }
}
