import Shared
import Testing

@testable import reap_pods

@Suite("The sums by reason and namespace", .timeLimit(.minutes(15)))
struct PodSumsTests {
  private func pods(
    _ count: Int, _ namespace: String, _ outcome: Candidate.Outcome, _ reason: DeleteReason = .expired
  ) -> [(Candidate, Candidate.Outcome)] {
    let pod = Candidate(
      namespace: namespace, name: "n", uid: "u", resourceVersion: "1", judgment: .delete(reason, .none),
      outcome: outcome)
    return Array(repeating: (pod, outcome), count: count)
  }

  @Test("Larger sums come first, outcomes that occur have columns, and the last row is the total")
  func rows() {
    let sums = PodSums(
      pods(1, "a", .failed) + pods(1200, "b", .deleted) + pods(2, "b", .deleted, .finished)
        + pods(1, "b", .failed, .finished), isRefused: false)
    #expect(
      sums.table(isWide: false).lines() == [
        "REASON     NAMESPACE   DELETED   FAILED", "expired    b           1,200     0",
        "finished   b           2         1", "expired    a           0         1",
        "total      -           1,202     2",
      ])
  }

  @Test("A single sum needs no total, and what a gate held back is called so")
  func single() {
    let sums = PodSums(pods(3, "a", .deferred), isRefused: true)
    #expect(
      sums.table(isWide: false).lines() == ["REASON    NAMESPACE   HELD BACK", "expired   a           3"])
  }

  @Test("Of many sums, the smallest are added up, unless all are requested")
  func many() {
    let all = (10..<40).flatMap { pods($0, "n\($0)", .deleted) }
    let sums = PodSums(all, isRefused: false)
    let lines = sums.table(isWide: false).lines()
    #expect(lines.count == 1 + PodSums.mostRows + 1)
    #expect(lines[20].hasPrefix("11 others   -"))
    #expect(lines[20].hasSuffix(" \((10...20).reduce(0, +))"))
    #expect(sums.table(isWide: true).lines().count == 1 + 30 + 1)
  }
}
