import ArgumentParser

/// Where the cluster is.
public struct ClusterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The kubeconfig to use (default: $KUBECONFIG, ~/.kube/config, or the pod's service account).",
      valueName: "file"),
    transform: nonBlank)
  public var kubeconfig: String?

  @Option(
    help: ArgumentHelp(
      "The context of the kubeconfig to use (default: its current context).", valueName: "name"),
    transform: nonBlank)
  public var context: String?

  public init() {}

  public func configuration(
    environment: [String: String]
  ) throws(ClusterConfigurationError) -> ClusterConfiguration {
    try ClusterConfigurationLoader(environment: environment).load(kubeconfig: kubeconfig, context: context)
  }
}
