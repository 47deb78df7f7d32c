import ArgumentParser
import Shared

/// What to sum, and how.
struct SamplingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How to count a pod's requests: like the scheduler, kubectl describe node, or golang.org/x/build.",
      valueName: "scheduler|kubectl|golang-build"))
  var accounting = Accounting.scheduler

  @Option(
    help: ArgumentHelp(
      "Count only nodes with matching labels and the pods bound to them, but no unbound pods.",
      valueName: "selector"),
    transform: labelSelector)
  var nodeSelector: LabelSelector?

  @Flag(help: "Add a row for each node to the report.")
  var nodes = false

  @Option(name: [.customShort("n"), .long], help: .hidden)
  var namespace: String?

  @Option(name: [.customShort("l"), .long], help: .hidden)
  var selector: String?

  func validate() throws {
    guard namespace == nil, selector == nil else {
      throw ValidationError(
        "sample-capacity always counts the pods of all namespaces; "
          + "use --node-selector to count only some nodes and the pods bound to them")
    }
  }
}

extension Accounting: ExpressibleByArgument {}
