import Foundation

/// The files of this project as they ship.
public enum Repository {
  /// The project's folder.
  public static let folder: String = {
    "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  }()

  /// - Parameter path: relative to the project's folder.
  public static func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
  }

  /// The files below a folder, hidden ones left out, as paths relative to the project's folder, sorted.
  public static func files(in path: String, ending suffix: String = "") throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: "\(folder)/\(path)")
      .filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") && !isFolder("\(folder)/\(path)/\($0)") }
      .map { "\(path)/\($0)" }.sorted()
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// The path of a built program: they lie beside the tests.
  public static func program(_ name: String) -> String {
    Bundle.main.bundleURL.appending(path: name).path
  }
}
