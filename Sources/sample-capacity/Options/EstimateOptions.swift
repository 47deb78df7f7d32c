import ArgumentParser
import Shared

/// The options of the estimated wait for a new build pod.
struct EstimateOptions: ParsableArguments {
  @Option(
    name: .customLong("estimate"),
    help: ArgumentHelp(
      "How to estimate the wait: by what fits on the nodes, like golang.org/x/build, or by how long earlier build pods "
        + "waited (needs --ledger).",
      valueName: "fit|golang-build|history"))
  var method = EstimateMethod.fit

  @Option(
    help: ArgumentHelp(
      "With --ledger: the class of build pods that forecasts in the report and in metrics are about (default: "
        + "\(BuildClasses.unlabeled)).",
      valueName: "name"),
    transform: nonBlank)
  var buildClass: String?

  @Option(
    name: .customLong("build-pod"),
    help: ArgumentHelp(
      "The resource requests of a build pod (default: \(BuildPod())).", valueName: "name=quantity,…"),
    transform: readBuildPod)
  var buildPods: [BuildPod] = []

  @Option(
    help: ArgumentHelp(
      "Estimate the wait for the Pod in this file (YAML or JSON) instead: its requests, node selector, required "
        + "node affinity, tolerations and host ports.",
      valueName: "file"),
    transform: nonBlank)
  var buildPodFile: String?

  @Option(
    name: .customLong("toleration"),
    help: ArgumentHelp("A taint that build pods tolerate (repeatable).", valueName: "key[=value][:effect]"),
    transform: readToleration)
  var tolerations: [Toleration] = []

  @Option(
    help: ArgumentHelp("How long a pod that fits takes to start (default: 1m30s).", valueName: "duration"),
    transform: duration)
  var timeToSchedule = DurationArgument(seconds: 90)

  @Option(
    help: ArgumentHelp("How long a build takes (default: 10m).", valueName: "duration"),
    transform: duration)
  var timePerBuild = DurationArgument(seconds: 600)

  @Option(
    help: ArgumentHelp(
      "CPUs to reserve on each node, for --estimate golang-build (default: 2).", valueName: "n"),
    transform: wholeNumber(0...1_000_000))
  var cpuOverhead = 2

  func validate() throws {
    guard buildPods.count < 2 else {
      throw ValidationError("--build-pod is given twice; join the requests: --build-pod cpu=2,memory=4Gi")
    }
    guard buildPod == nil || buildPodFile == nil else {
      throw ValidationError("--build-pod and --build-pod-file cannot be combined")
    }
  }
}

extension EstimateOptions {
  /// nil for the default.
  var buildPod: BuildPod? { buildPods.first }

  /// A command's `validate()` must call this.
  func validate(beside ledger: LedgerOptions) throws {
    guard ledger.ledger == nil else { return }
    if method == .history {
      throw ValidationError("--estimate history needs --ledger, which records how long pods waited")
    }
    if buildClass != nil { throw ValidationError("--build-class needs --ledger") }
  }
}

private func readBuildPod(_ value: String) throws -> BuildPod {
  do { return try BuildPod(argument: try nonBlank(value)) } catch let error as BuildPodError {
    throw ValidationError("\(error)")
  }
}

private func readToleration(_ value: String) throws -> Toleration {
  guard let toleration = Toleration(argument: try nonBlank(value)) else {
    throw ValidationError(
      "expected a taint like pool, pool=ci or pool=ci:NoSchedule, with one of the effects "
        + Taint.effects.joined(separator: ", "))
  }
  return toleration
}
