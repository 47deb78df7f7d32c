import Shared

/// The requests of a build pod: `cpu=2,memory=2000000Ki,nvidia.com/gpu=1`.
struct BuildPod: Equatable, Sendable {
  private(set) var requests = ResourceList()
  private let text: String

  /// The build pod of golang.org/x/build.
  init() {
    text = "cpu=2,memory=2000000Ki"
    requests.cpu = Quantity(2)
    requests.memory = Quantity(2_000_000 << 10)
  }

  /// The resources other than CPU and memory.
  var others: [String] { requests.others.keys.sorted() }

  /// The requests greater than zero.
  var needs: [(name: String, quantity: Quantity)] {
    (["cpu", "memory"] + others).map { ($0, requests[$0]) }.filter { $0.quantity > .zero }
  }
}

extension BuildPod: CustomStringConvertible {
  /// Returns nil unless each resource has a name, is listed once, and has an amount that can be counted.
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
