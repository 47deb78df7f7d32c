import Shared
import Testing

@testable import reap_pods

@Suite("The second look at a pod that could not be deleted as it was judged", .timeLimit(.minutes(15)))
struct RecheckTests {
  private let expired = Judgement.delete(.expired, .none)
  private let kept = Judgement.keep(.notExpired)

  private func look(_ pod: Pod, uid: String, unanswered: Bool = false, _ judgement: Judgement)
    -> Recheck.Finding
  {
    Recheck.Finding(pod: pod, uid: uid, unanswered: unanswered, judgement: judgement)
  }

  @Test("Another pod of that name is never touched, whatever it looks like")
  func replaced() {
    #expect(look(pod(), uid: "another", expired) == .ended(.replaced))
    #expect(look(pod(deleted: noon), uid: "another", unanswered: true, expired) == .ended(.replaced))
  }

  @Test("The same pod that matches still is deleted anew")
  func matchesStill() {
    #expect(look(pod(), uid: "uid-of-buildlet-linux-amd64", expired) == .matchesStill)
  }

  @Test("The same pod that the selectors no longer choose is kept; if that cannot be told, it is left alone")
  func selection() {
    let same = pod()
    let look = { (isSelected: Bool?) in
      Recheck.Finding(pod: same, uid: same.uid, unanswered: false, isSelected: isSelected, judgement: expired)
    }
    #expect(look(false) == .ended(.kept))
    #expect(look(nil) == .unknown)
  }

  @Test("The same pod that matches no longer is kept")
  func matchesNoLonger() {
    #expect(look(pod(), uid: "uid-of-buildlet-linux-amd64", kept) == .ended(.kept))
  }

  @Test("A pod that goes already: ours if our delete got no answer, else somebody else's")
  func terminating() {
    let going = pod(deleted: noon)
    #expect(look(going, uid: going.uid, unanswered: true, kept) == .ended(.deleted))
    #expect(look(going, uid: going.uid, kept) == .ended(.gone))
  }

  @Test("A pod that is stuck terminating is still to be removed")
  func stuck() {
    let stuck = pod(deleted: noon)
    #expect(look(stuck, uid: stuck.uid, .delete(.stuckTerminating, .none)) == .matchesStill)
  }
}
