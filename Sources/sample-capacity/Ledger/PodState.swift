import Shared

/// What is known about a pod, in 8 bytes: what the ledger already says about it, and digests of the rest.
struct PodState: Equatable, Sendable {
  /// What the ledger says about a pod.
  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8

    static let scheduled = Flags(rawValue: 1)
    static let started = Flags(rawValue: 2)
    static let finished = Flags(rawValue: 4)
    static let deleting = Flags(rawValue: 8)
    /// Whether the pod ever had a scheduling gate.
    static let gated = Flags(rawValue: 16)
    /// Whether the pod's whole line of the day has been written.
    static let whole = Flags(rawValue: 32)
    /// Whether its UID is not a UUID, so that the file holds only a digest of it.
    static let digestUID = Flags(rawValue: 64)

    static let life: Flags = [.scheduled, .started, .finished, .deleting]
  }

  var flags: Flags
  /// Of the phase, the node, the times and the restarts: 24 bits.
  let life: UInt32
  /// Of everything else that can change: 32 bits.
  let rest: UInt32

  init(_ facts: PodFacts) {
    var flags: Flags = []
    if facts.scheduled != nil { flags.insert(.scheduled) }
    if facts.started != nil { flags.insert(.started) }
    if facts.finished != nil { flags.insert(.finished) }
    if facts.deleting != nil { flags.insert(.deleting) }
    if facts.isGated { flags.insert(.gated) }
    self.flags = flags
    // Not `start`: it is written with `started`, so that a pod needs one line less.
    var digest = Digest()
    digest.add(facts.phase)
    digest.add(facts.node)
    for time in [facts.scheduled, facts.started, facts.finished, facts.deleting, facts.restarts] {
      digest.add(time)
    }
    digest.add(byte: facts.hasRun ? 1 : 0)
    life = UInt32(digest.folded(to: 24))
    rest = UInt32(Self.rest(facts).folded(to: 32))
  }

  private static func rest(_ facts: PodFacts) -> Digest {
    var digest = Digest(seed: 2)
    for text in [facts.buildClass, facts.owner] { digest.add(text) }
    digest.add(facts.created)
    digest.add(Int64(facts.isGated ? 1 : 0))
    for (name, amount) in (facts.requests ?? [:]).sorted(by: { $0.key < $1.key }) {
      digest.add(name)
      digest.add(amount)
    }
    digest.add(byte: 0)
    for (key, fact) in facts.keys.sorted(by: { $0.key < $1.key }) {
      digest.add(key)
      digest.add(fact)
    }
    return digest
  }

  /// The 8 bytes.
  var bits: UInt64 { UInt64(flags.rawValue) << 56 | UInt64(life) << 32 | UInt64(rest) }

  init(bits: UInt64) {
    flags = Flags(rawValue: UInt8(bits >> 56))
    life = UInt32(truncatingIfNeeded: bits >> 32) & 0xff_ffff
    rest = UInt32(truncatingIfNeeded: bits)
  }

  /// A pod that is known, but not what the ledger says about it: whatever is seen next is new.
  static func forgotten(_ bits: UInt64) -> PodState {
    var state = PodState(bits: 0)
    state.flags = PodState(bits: bits).flags.intersection([.gated, .digestUID])
    return state
  }
}

extension Digest {
  fileprivate mutating func add(_ fact: PodKeyFact) {
    switch fact {
    case .at(let seconds):
      add(byte: 1)
      add(seconds)
    case .never: add(byte: 2)
    case .unreadable(let bytes):
      add(byte: 3)
      add(bytes)
    case .text(let text):
      add(byte: 4)
      add(text)
    case .flag(let flag): add(byte: flag ? 5 : 6)
    }
  }
}
