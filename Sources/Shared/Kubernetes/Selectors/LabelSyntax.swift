/// Validates labels and namespaces: `IsQualifiedName`, `IsDNS1123Subdomain`, `IsDNS1123Label` and
/// `IsValidLabelValue` of `k8s.io/apimachinery/pkg/util/validation`. ASCII only; lengths are in bytes.
enum LabelSyntax {
  /// - Returns: what is wrong with a label's key, `[PREFIX/]NAME`; nil if it is valid.
  static func problem(key: String) -> String? {
    let parts = key.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count <= 2, let name = parts.last else { return "it may have only one '/'" }
    if parts.count == 2, let problem = problem(prefix: parts[0]) { return problem }
    if name.isEmpty { return "its name is empty" }
    return problem(name: name)
  }

  /// - Returns: what is wrong with a label's value, which may be empty; nil if it is valid.
  static func problem(value: String) -> String? {
    value.isEmpty ? nil : problem(name: value.utf8[...])
  }

  /// - Returns: what is wrong with a namespace's name; nil if it is valid.
  static func problem(namespace: String) -> String? {
    if namespace.utf8.count > 63 { return "it is longer than 63 characters" }
    return isDomainLabel(namespace.utf8[...])
      ? nil : "only a-z, 0-9 and '-' are allowed, and no '-' at either end"
  }

  private static func problem(name: Substring.UTF8View) -> String? {
    guard name.count <= 63 else { return "it is longer than 63 characters" }
    guard name.allSatisfy({ isAlphanumeric($0) || "-_.".utf8.contains($0) }) else {
      return "only letters, digits, '-', '_' and '.' are allowed"
    }
    guard isAlphanumeric(name.first), isAlphanumeric(name.last) else {
      return "it must begin and end with a letter or a digit"
    }
    return nil
  }

  private static func problem(prefix: Substring.UTF8View) -> String? {
    guard !prefix.isEmpty else { return "its prefix is empty" }
    guard prefix.count <= 253 else { return "its prefix is longer than 253 characters" }
    let labels = prefix.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard labels.allSatisfy(isDomainLabel) else { return "its prefix is not a lowercase domain name" }
    return nil
  }

  private static func isDomainLabel(_ label: Substring.UTF8View) -> Bool {
    label.allSatisfy { isLowerCaseOrDigit($0) || $0 == UInt8(ascii: "-") }
      && isLowerCaseOrDigit(label.first) && isLowerCaseOrDigit(label.last)
  }

  private static func isLowerCaseOrDigit(_ byte: UInt8?) -> Bool {
    guard let byte else { return false }
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8?) -> Bool {
    byte?.isASCIIAlphanumeric ?? false
  }
}
