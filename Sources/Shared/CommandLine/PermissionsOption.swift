import ArgumentParser
import Glibc

/// `--permissions`: what a run with the other options needs, printed instead of running.
public struct PermissionsOption: ParsableArguments {
  @Flag(
    help: ArgumentHelp(
      "Print the least permissions that a run with these options needs, as YAML for kubectl apply, and contact "
        + "nobody."))
  public var permissions = false

  public init() {}
}

/// What a run needs: in the cluster, and in Google Cloud.
public struct NeededPermissions: Sendable {
  public var rules: [AccessRule] = []
  /// `roles/monitoring.metricWriter`, with what it is for.
  public var googleRoles: [(role: String, purpose: String)] = []

  public init() {}

  /// YAML documents, after comments about what no role of Kubernetes can say.
  public func lines(tool: String) -> [String] {
    var lines: [String] = []
    if rules.isEmpty {
      lines.append("# \(tool) with these options needs nothing from Kubernetes.")
    } else {
      lines += [
        "# The least that \(tool) needs with these options. Replace the subject if it is not this service account.",
        "# Every identity may ask for the server's version and for its own permissions; nothing grants that here.",
      ]
    }
    if !googleRoles.isEmpty {
      lines.append("# In Google Cloud, the credentials need:")
      lines += googleRoles.map { "# - \($0.role): \($0.purpose)" }
    }
    return lines + AccessManifest(tool: tool, rules).lines
  }
}

/// Prints the permissions and ends the process.
///
/// - Parameter needed: throws if a local file that says which namespace is meant cannot be read.
public func printPermissions(
  tool: String, _ output: OutputOptions, _ needed: () throws -> NeededPermissions
) -> Never {
  occupyStandardDescriptors()
  ignoreSignalsOfWriting()
  let interruption = Interruption(deadline: .seconds(60))
  let log = output.log(
    tool: tool, environment: processEnvironment(), messages: MessageOutput(interruption: interruption))
  do {
    let standardOutput = StandardOutput(until: { interruption.lastMoment })
    for line in try needed().lines(tool: tool) { try standardOutput.write(line: line) }
    try standardOutput.flush()
  } catch {
    log.error("\(error)")
    _exit(ExitStatus(of: error, or: .ioerr).rawValue)
  }
  _exit(ExitStatus.ok.rawValue)
}
