/// Prometheus' own metrics checker.
public enum Promtool {
  public static let isInstalled = InstalledTool.isThere("promtool")

  /// - Returns: the problems that it finds.
  public static func check(_ metrics: String) async throws -> String {
    let folder = try TemporaryFolder()
    let file = try folder.write("check.prom", metrics)
    let run = try await CommandRun("sh", ["-c", "promtool check metrics < \"$0\"", file])
    return run.text + run.errorText + (run.code == 0 ? "" : "exit \(run.code)")
  }
}
