import Glibc

/// Third-party programs that some tests need. Without them these tests are reported as skipped.
public enum InstalledTool {
  /// - Parameter name: looked up in `PATH`.
  public static func isThere(_ name: String) -> Bool {
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    return path.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
  }
}
