import Foundation

/// The files of this repository.
public enum Repository {
  /// The repository's root folder.
  public static let folder = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  /// The folder of answers recorded from a real API server; `index.json` lists the requests they belong to.
  public static let recordedAnswers = folder + "/Tests/Recorded"

  /// The folder of results computed with Kubernetes' own code; each file names its source.
  public static let vectors = folder + "/Tests/Vectors"

  /// Reads a text file.
  ///
  /// - Parameter path: relative to the root folder.
  public static func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
  }

  /// Lists the files below a folder, sorted, as paths relative to the root folder. Skips hidden files.
  public static func files(in path: String, ending suffix: String = "") throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/\(path)")
      .filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") && !isFolder("\(folder)/\(path)/\($0)") }
      .map { "\(path)/\($0)" }.sorted()
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// The path of a built program. The build puts programs and tests into the same folder.
  public static func program(_ name: String) -> String {
    Bundle.main.bundleURL.appending(path: name).path
  }
}
