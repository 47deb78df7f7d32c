import Shared
import Testing

@testable import reap_pods

@Suite("Rechecking a pod that could not be deleted as it was judged", .timeLimit(.minutes(15)))
struct RecheckTests {
  private let expired = Judgment.delete(.expired, .none)
  private let kept = Judgment.keep(.notExpired)

  private func look(_ pod: Pod, uid: String, unanswered: Bool = false, _ judgment: Judgment)
    -> Recheck.Finding
  {
    Recheck.Finding(pod: pod, uid: uid, unanswered: unanswered, judgment: judgment)
  }

  @Test("Another pod of the same name is never touched, whatever its state")
  func replaced() {
    #expect(look(pod(), uid: "another", expired) == .ended(.replaced))
    #expect(look(pod(deleted: noon), uid: "another", unanswered: true, expired) == .ended(.replaced))
  }

  @Test("The same pod is deleted again if it still matches")
  func matchesStill() {
    #expect(look(pod(), uid: "uid-of-buildlet-linux-amd64", expired) == .matchesStill)
  }

  @Test("A pod that the selectors no longer match is kept; if that is unknown, it is deferred")
  func selection() {
    let same = pod()
    let look = { (isSelected: Bool?) in
      Recheck.Finding(pod: same, uid: same.uid, unanswered: false, isSelected: isSelected, judgment: expired)
    }
    #expect(look(false) == .ended(.kept))
    #expect(look(nil) == .unknown)
  }

  @Test("The same pod is kept if it no longer matches")
  func matchesNoLonger() {
    #expect(look(pod(), uid: "uid-of-buildlet-linux-amd64", kept) == .ended(.kept))
  }

  @Test("A terminating pod counts as deleted by us only if our delete got no answer")
  func terminating() {
    let going = pod(deleted: noon)
    #expect(look(going, uid: going.uid, unanswered: true, kept) == .ended(.deleted))
    #expect(look(going, uid: going.uid, kept) == .ended(.gone))
  }

  @Test("A pod that is stuck terminating is still removed")
  func stuck() {
    let stuck = pod(deleted: noon)
    #expect(look(stuck, uid: stuck.uid, .delete(.stuckTerminating, .none)) == .matchesStill)
  }
}
