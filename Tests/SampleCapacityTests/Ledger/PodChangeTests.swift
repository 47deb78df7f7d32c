import Shared
import Testing

@testable import sample_capacity

@Suite("What the ledger has to be told about a pod", .timeLimit(.minutes(15)))
struct PodChangeTests {
  private func line(_ pod: CapacityPod, at time: Int64 = noon) throws -> LedgerPod {
    LedgerPod(pod, try #require(pod.life), time: time, buildClass: "default", keys: RecordedKeys())
  }

  /// The events of a pod that is seen in these states, one after the other.
  private func story(_ pods: [CapacityPod]) throws -> [String] {
    var known: PodState?
    return try pods.map { pod in
      let line = try line(pod)
      var state = PodState(line.facts)
      defer { known = PodState(bits: state.bits) }
      switch PodChange.of(line, known: known, now: &state) {
      case nil: return "-"
      case .whole: return "pod"
      case .event(let event): return event.event
      }
    }
  }

  private static let scheduled = CapacityPod.build { pod, life in
    pod.nodeName = "n"
    life.scheduled = noon
  }

  @Test("A pod's life is told in events, each once")
  func life() throws {
    let running = CapacityPod.running()
    func later(_ pod: CapacityPod, _ change: (inout PodLife) -> Void) -> CapacityPod {
      pod.with { if var life = $0.life { change(&life); $0.life = life } }
    }
    let deleting = later(running) { $0.deletionTimestamp = noon + 30 }
    let finished = later(deleting) { life in
      life.phase = "Succeeded"
      life.finished = noon + 20
    }
    #expect(
      try story([
        .build(), .build(), Self.scheduled, Self.scheduled, running, running, deleting, finished, finished,
      ]) == ["pod", "-", "scheduled", "-", "started", "-", "deleting", "finished", "-"])
    #expect(try story([.build(), running]) == ["pod", "started"])
    #expect(try story([.build(), finished]) == ["pod", "pod"])
    #expect(try story([running, later(running) { $0.restarts = 1 }]) != ["pod", "-"])
  }

  @Test("A changed key, owner or request takes a whole line, which replaces what was known")
  func whole() throws {
    let changes: [(inout CapacityPod, inout PodLife) -> Void] = [
      { $1.annotations = [:] }, { $1.labels = ["generation": "g2"] },
      { $1.annotations = ["podkeeper/keep": ""] },
      { $1.controllerKind = nil }, { pod, _ in pod.requests.cpu = Quantity(3) },
      { $1.annotations = ["delete-at": "soon"] },
    ]
    for change in changes {
      #expect(try story([.build(), .build(1, change), .build()]) == ["pod", "pod", "pod"])
    }
  }

  @Test("An event is at most 200 bytes; what is longer takes a whole line")
  func size() throws {
    for length in [1, 40, 80, 253] {
      let node = String(repeating: "n", count: length)
      let before = try line(.build())
      var known = PodState(before.facts)
      _ = PodChange.of(before, known: nil, now: &known)
      let after = try line(
        .build {
          $0.nodeName = node; $1.scheduled = noon
        })
      var state = PodState(after.facts)
      switch try #require(PodChange.of(after, known: known, now: &state)) {
      case .event(let event): #expect(try event.json.serialized().utf8.count < 200)
      case .whole: #expect(length > 60)
      }
    }
  }

  @Test("What is written of a build pod's day stays within 1,200 bytes")
  func bytes() throws {
    let running = CapacityPod.running()
    let deleting = running.with { $0.life?.deletionTimestamp = noon + 30 }
    let finished = deleting.with {
      $0.life?.finished = noon + 20; $0.life?.phase = "Succeeded"
    }
    var known: PodState?
    var bytes = 0
    for pod in [.build(), Self.scheduled, running, deleting, finished] {
      let line = try line(pod)
      var state = PodState(line.facts)
      bytes += try PodChange.of(line, known: known, now: &state)?.json.serialized().utf8.count ?? 0
      known = state
    }
    bytes += try PodChange.gone(uid(1), time: noon).json.serialized().utf8.count
    #expect(bytes < 1200)
  }

  @Test("What is known survives in eight bytes")
  func bits() throws {
    var state = PodState(try line(.running()).facts)
    state.flags.formUnion([.whole, .gated, .digestUID])
    #expect(PodState(bits: state.bits) == state)
    #expect(PodState.forgotten(state.bits).flags == [.gated, .digestUID])
  }
}
