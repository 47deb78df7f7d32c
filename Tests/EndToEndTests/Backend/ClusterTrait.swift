import Testing

extension Tag {
  /// A test that can run on any cluster, even one without kubelets and controllers.
  @Tag static var anyCluster: Self
}

/// On a real cluster, runs only a suite's tests with the tag `anyCluster` and reports the others as skipped.
struct ClusterTrait: SuiteTrait, TestTrait {
  let isRecursive = true

  func prepare(for test: Test) async throws {
    guard RealCluster.chosen != nil, !test.isSuite, !test.tags.contains(.anyCluster) else { return }
    try await ConditionTrait.disabled("it needs the simulated cloud").prepare(for: test)
  }
}

extension Trait where Self == ClusterTrait {
  static var cluster: Self { ClusterTrait() }
}
