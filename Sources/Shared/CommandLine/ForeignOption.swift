import ArgumentParser

/// An option of other tools, and what does the same here.
public struct ForeignOption: Sendable {
  /// `--all`, `-v`
  let names: [String]
  /// `use -A`
  let advice: String

  /// - Parameter advice: continues "unknown option '--all'; ".
  public init(_ names: String..., advice: String) {
    self.names = names
    self.advice = advice
  }

  /// Options of kubectl and others that no program here has.
  public static let common = [
    ForeignOption("-v", "--v", "--verbose", "--debug", advice: "use --log-level debug"),
    ForeignOption("-q", "--quiet", "--silent", advice: "use --log-level warning"),
    ForeignOption("--json", advice: "use -o json"),
    ForeignOption(
      "--timeout", advice: "use --deadline for the whole run, --request-timeout for each request"),
    ForeignOption("--interval", "--once", advice: "every run ends by itself; a timer or CronJob repeats it"),
  ]

  /// Options of kubectl about the cluster.
  public static let cluster = [
    ForeignOption("--chunk-size", advice: "use --page-size"),
    ForeignOption(
      "-s", "--server", "--token", "--user", "--cluster", "--as", "--as-group", "--certificate-authority",
      advice: "put it into a kubeconfig, and name that with --kubeconfig and --context"),
    ForeignOption(
      "--insecure-skip-tls-verify",
      advice: "the server's certificate is always checked; name its CA in the kubeconfig"),
  ]

  /// The error for the first option in a command line that another tool has.
  ///
  /// - Parameters:
  ///   - message: what is wrong with the command line. Advice is given only if it is an unknown option.
  static func advice(on words: [String], message: String, _ foreign: [ForeignOption]) -> ValidationError? {
    guard message.contains("Unknown option") else { return nil }
    for word in words.prefix(while: { $0 != "--" }) {
      guard let (name, option) = find(word, in: foreign) else { continue }
      return ValidationError("Unknown option '\(name)'; \(option.advice)")
    }
    return nil
  }

  /// - Parameter word: `--v`, `--v=4`, `-v4`
  private static func find(_ word: String, in foreign: [ForeignOption]) -> (String, ForeignOption)? {
    guard word.hasPrefix("-") else { return nil }
    let isLong = word.hasPrefix("--")
    let name = isLong ? String(word.prefix { $0 != "=" }) : String(word.prefix(2))
    // `-vn builds` would be several flags in one.
    let rest = word.dropFirst(2)
    guard isLong || rest.allSatisfy({ $0 == "=" || $0.isNumber || $0 == "v" }) else { return nil }
    return foreign.first { $0.names.contains(name) }.map { (name, $0) }
  }
}
