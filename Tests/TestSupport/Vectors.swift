/// What Kubernetes' own code makes of given inputs, as it was computed with it: each file names its source.
public enum Vectors {
  /// The folder of the vectors.
  public static let folder: String = {
    let here = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    return "/" + here + "/Vectors"
  }()
}
