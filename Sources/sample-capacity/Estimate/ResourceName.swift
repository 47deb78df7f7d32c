/// The names of resources that a pod can request.
enum ResourceName {
  private static let native = ["cpu", "memory", "ephemeral-storage"]
  /// To suggest from.
  private static let common = native + ["hugepages-2Mi", "hugepages-1Gi", "nvidia.com/gpu", "amd.com/gpu"]

  /// Returns nil for a name that a pod can request, else what is wrong and the nearest name.
  static func problem(_ name: String) -> String? {
    let hasSize = name.hasPrefix("hugepages-") && name.count > "hugepages-".count
    if native.contains(name) || hasSize { return nil }
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) { return nil }
    return "a pod cannot request '\(name)'; \(suggestion(for: name))"
  }

  private static func suggestion(for name: String) -> String {
    let lowercase = name.lowercased()
    if let known = common.first(where: { $0.hasSuffix("/\(lowercase)") }) { return "did you mean \(known)?" }
    if lowercase.count >= 3, let known = common.first(where: { $0.hasPrefix(lowercase) }) {
      return "did you mean \(known)?"
    }
    let nearest = common.map { (distance($0, lowercase), $0) }.min { $0.0 < $1.0 }
    if let nearest, nearest.0 <= max(2, lowercase.count / 3) { return "did you mean \(nearest.1)?" }
    return "use cpu, memory, ephemeral-storage, hugepages-SIZE or an extended resource such as nvidia.com/gpu"
  }

  /// How many characters to insert, remove or replace (Levenshtein).
  private static func distance(_ one: String, _ other: String) -> Int {
    let (one, other) = (Array(one.utf8.prefix(64)), Array(other.utf8.prefix(64)))
    var row = Array(0...other.count)
    for (i, byte) in one.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, wanted) in other.enumerated() {
        let replaced = diagonal + (byte == wanted ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, min(row[j], row[j + 1]) + 1)
      }
    }
    return row[other.count]
  }
}
