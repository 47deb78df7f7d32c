extension Scenario {
  /// A registry that does not answer for 40 minutes, so that no pod starts.
  static let outage = Scenario(
    name: "registry away",
    phases: [
      Phase(name: "before", hours: 8, pods: 150),
      Phase(name: "registry away", hours: 1, pods: 150, outage: 40),
      Phase(name: "after", hours: 5, pods: 150),
    ])
}
