/// Answers of a real API server, as they were recorded: `Tests/Recorded/index.json` says to which requests.
public enum Recorded {
  /// The folder of the recorded answers.
  public static let folder: String = {
    let here = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    return "/" + here + "/Recorded"
  }()
}
