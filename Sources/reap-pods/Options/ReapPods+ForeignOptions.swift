import Shared

extension ReapPods {
  /// What the options of kubectl delete and of other reapers are called here.
  static let foreignOptions = [
    ForeignOption("--all", advice: "use -A (--all-namespaces) for the pods in all namespaces"),
    ForeignOption(
      "--older-than", "--age", "--max-age", "--ttl",
      advice: "use --finished-after for pods that have ended, --pending-after for pods that never started"),
    ForeignOption("-f", "--filename", "--file", advice: "use --snapshot FILE"),
    ForeignOption("-y", "--yes", "--interactive", "-i", advice: "reap-pods never asks; try --dry-run first"),
    ForeignOption("--force", advice: "use --force-after for pods that are stuck terminating"),
    ForeignOption("--ignore-namespaces", "--exclude-namespaces", advice: "use --exclude-namespace"),
    ForeignOption("--namespaces", "--include-namespaces", advice: "use -n (--namespace) for each namespace"),
    ForeignOption("--max-pods", "--max", advice: "use --limit"),
  ]
}
