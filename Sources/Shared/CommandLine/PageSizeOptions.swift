import ArgumentParser

/// How many objects of the cluster to list per request.
public struct PageSizeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "List up to this many objects per request; 0 for all at once (default: all at once if the server "
        + "streams lists, Kubernetes 1.34 and later, else 500).",
      valueName: "n"),
    transform: wholeNumber(0...Int.max))
  public var pageSize: Int?

  public init() {}

  /// nil for all at once.
  public func pageSize(for version: ServerVersion?) -> Int? {
    if let pageSize { return pageSize == 0 ? nil : pageSize }
    return version?.streamsLists == true ? nil : ListOptions.usualPageSize
  }
}
