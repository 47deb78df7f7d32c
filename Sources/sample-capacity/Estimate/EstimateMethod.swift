import ArgumentParser

/// How the wait of a new build pod is estimated.
enum EstimateMethod: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// By what fits on the nodes.
  case fit
  /// As golang.org/x/build's coordinator did in 2016: by the share of CPUs in use.
  case golangBuild = "golang-build"
}
