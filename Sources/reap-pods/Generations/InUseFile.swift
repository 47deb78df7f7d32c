import Shared

/// A file that lists the pods in use, one `name` or `namespace/name` per line, with `#` comments.
///
/// `pod/name`, as `kubectl get pods -o name` prints it, means that name, and that pod of a namespace called pod.
struct InUseFile: Equatable, Sendable {
  /// A line that says that the list is complete even if it is empty.
  static let endMark = "# end"

  private static let kubectlPrefix = "pod/"

  var names: Set<String> = []

  /// - Throws: `SourceError` for a line that is not a name, and for a file with neither a name nor the line `# end`,
  ///   because then its writer has failed.
  init(text: String, source: String) throws(SourceError) {
    var isWhole = false
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let name = line.prefix { $0 != "#" }.trimmed
      if line.trimmed == Self.endMark { isWhole = true }
      guard !name.isEmpty else { continue }
      guard Self.isPodName(name) else {
        throw SourceError(source: source, problem: "line \(index + 1) is not a pod name")
      }
      names.insert(name)
      if name.hasPrefix(Self.kubectlPrefix) { names.insert(String(name.dropFirst(Self.kubectlPrefix.count))) }
    }
    guard !names.isEmpty || isWhole else {
      throw SourceError(
        source: source,
        problem: "it names no pod; if that is intended, add the line \"\(Self.endMark)\"")
    }
  }

  private static func isPodName(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isNameByte) }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: false
    }
  }
}
