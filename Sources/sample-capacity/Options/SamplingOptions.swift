import ArgumentParser
import Shared

/// What is summed up, and how.
struct SamplingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How what a pod asks for is reckoned: as the scheduler does, as kubectl describe node does, or as "
        + "golang.org/x/build did.",
      valueName: "scheduler|kubectl|golang-build"))
  var accounting = Accounting.scheduler

  @Option(
    help: ArgumentHelp(
      "Count only nodes whose labels match, and the pods bound to them (not those that are bound to none).",
      valueName: "selector"),
    transform: labelSelector)
  var nodeSelector: LabelSelector?

  @Flag(help: "Add a row a node to the report.")
  var nodes = false

  @Option(name: [.customShort("n"), .long], help: .hidden)
  var namespace: String?

  @Option(name: [.customShort("l"), .long], help: .hidden)
  var selector: String?

  func validate() throws {
    guard namespace == nil, selector == nil else {
      throw ValidationError(
        "the pods of all namespaces are counted, always: a sum of some would be a lie; "
          + "--node-selector picks nodes and the pods bound to them")
    }
  }
}

extension Accounting: ExpressibleByArgument {}
