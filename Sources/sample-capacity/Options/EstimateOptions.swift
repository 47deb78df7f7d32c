import ArgumentParser
import Shared

/// How long a new build pod would wait, and what such a pod is.
struct EstimateOptions: ParsableArguments {
  @Option(
    name: .customLong("estimate"),
    help: ArgumentHelp(
      "How the wait is estimated: by what fits on the nodes, or as golang.org/x/build did.",
      valueName: "fit|golang-build"))
  var method = EstimateMethod.fit

  @Option(
    help: ArgumentHelp(
      "What a build pod asks for (default: \(BuildPod())).", valueName: "name=quantity,…"),
    transform: readBuildPod)
  var buildPod = BuildPod()

  @Option(
    name: .customLong("toleration"),
    help: ArgumentHelp("A taint that a build pod tolerates (repeatable).", valueName: "key[=value][:effect]"),
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
      "--estimate golang-build: how many CPUs of each node are not for builds.", valueName: "n"))
  var cpuOverhead = 2

  func validate() throws {
    guard (0...1_000_000).contains(cpuOverhead) else {
      throw ValidationError("--cpu-overhead must be 0 or more")
    }
  }
}

private func readBuildPod(_ value: String) throws -> BuildPod {
  guard let pod = BuildPod(argument: try nonBlank(value)) else {
    throw ValidationError("resources were expected, each once and with an amount: cpu=500m,memory=4Gi")
  }
  return pod
}

private func readToleration(_ value: String) throws -> Toleration {
  guard let toleration = Toleration(argument: try nonBlank(value)) else {
    throw ValidationError(
      "a taint like pool, pool=ci or pool=ci:NoSchedule was expected, with one of the effects "
        + Taint.effects.joined(separator: ", "))
  }
  return toleration
}
