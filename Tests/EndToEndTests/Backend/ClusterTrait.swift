import Testing

extension Tag {
  /// A test that any cluster allows, one without kubelets and controllers too.
  @Tag static var anyCluster: Self
}

/// Of a suite: on a real cluster, only its tests with the tag `anyCluster` run; the others are skipped by name.
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
