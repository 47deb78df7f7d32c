import Shared

/// Compares the build pods of a list with what the ledger says about them, and collects what it has to be told.
///
/// Its memory grows by 49 bytes for each build pod, and by 8 to 16 for each new one.
final class PodRecorder {
  let selection: BuildPodSelection
  private var known: KnownPods
  private let spool: PodSpool
  private let clock: () -> Int64
  /// Gets what the forecasts of waits need.
  private let collector: ForecastCollector?

  /// The time of the list, in unix seconds.
  private(set) var time: Int64 = 0
  private(set) var classes = BuildClasses()
  private(set) var buildPods = BuildPodSummary()
  private(set) var queue = QueueSummary()
  private var seen: [Bool] = []
  private var new = PlaceTable()
  private var entries: ContiguousArray<KnownPods.Entry> = []

  /// - Parameters:
  ///   - known: what the ledger says about pods.
  ///   - now: the clock, in unix seconds, for lists that do not say when they were made.
  init(
    _ selection: BuildPodSelection, known: KnownPods, in folder: OpenFolder,
    collector: ForecastCollector? = nil, now: @escaping () -> Int64
  ) {
    self.collector = collector
    self.selection = selection
    self.known = known
    clock = now
    spool = PodSpool(in: folder)
  }

  /// Starts, or starts over.
  ///
  /// - Parameter serverTime: when the list was made, in unix seconds.
  func begin(serverTime: Int64?) {
    time = serverTime ?? clock()
    collector?.begin(time: time)
    if LedgerDay(of: time) != LedgerDay(of: known.time) { known.beginDay() }
    classes = known.classes
    classes.prune(now: time)
    buildPods = BuildPodSummary()
    queue = QueueSummary()
    seen = Array(repeating: false, count: known.entries.count)
    new = PlaceTable()
    entries = []
    entries.reserveCapacity(known.entries.count)
    spool.removeAll()
  }

  /// Takes a pod of the list, also one that has ended.
  func see(_ pod: CapacityPod) {
    queue.add(pod, now: time)
    collector?.see(pod)
    guard let life = pod.life, selection.matches(pod, life) else { return }
    let (id, isDigest) = PodID.of(life.uid)
    let place = known.place(of: id)
    if let place {
      guard !seen[place] else { return }
      seen[place] = true
    } else {
      guard new.insert(id, after: entries) else { return }
    }
    record(pod, life, id, isDigest, known: place.map { PodState(bits: known.entries[$0].state) })
  }

  private func record(_ pod: CapacityPod, _ life: PodLife, _ id: PodID, _ isDigest: Bool, known: PodState?) {
    let wasGated = known?.flags.contains(.gated) ?? false
    let name = classes.name(selection.label(life), now: time)
    let line = LedgerPod(pod, life, time: time, buildClass: name, keys: selection.keys, wasGated: wasGated)
    var state = PodState(line.facts)
    if isDigest { state.flags.insert(.digestUID) }
    if let change = PodChange.of(line, known: known, now: &state) {
      spool.add(change.json)
      collector?.note(change)
    }
    entries.append(KnownPods.Entry(id: id, state: state.bits))
    if pod.phase != .ended {
      buildPods.add(line, deadlineKey: selection.keys.expiryKey, phase: pod.phase, now: time)
    }
  }

  /// The pods that are not listed any more.
  var gone: [(id: PodID, isDigest: Bool)] {
    zip(known.entries, seen).filter { !$0.1 }.map { entry, _ in
      (entry.id, PodState(bits: entry.state).flags.contains(.digestUID))
    }
  }

  /// What will be known once all lines are written. Call it when the list is complete: it is sorted in place, because a
  /// copy would be as large as the whole.
  func result() -> KnownPods {
    KnownPods.sort(&entries)
    var result = KnownPods()
    result.entries = entries
    result.time = time
    result.classes = classes
    return result
  }

  /// How many lines there are, without those of the pods that are gone.
  var lineCount: Int { spool.count }

  /// Passes on the lines, without their ends.
  func read(_ body: (String) throws(LedgerError) -> Void) throws(LedgerError) { try spool.read(body) }
}

extension LedgerPod {
  /// What is recorded of a pod of a list.
  ///
  /// - Parameter wasGated: whether it is known to have had a scheduling gate.
  init(
    _ pod: CapacityPod, _ life: PodLife, time: Int64, buildClass: String, keys: RecordedKeys,
    wasGated: Bool = false
  ) {
    var facts = PodFacts()
    facts.buildClass = buildClass
    facts.phase = life.phase.isEmpty ? nil : String(life.phase.prefix(32))
    facts.owner = life.controllerKind
    facts.created = LedgerTime.recordable(pod.creationTimestamp)
    facts.isGated = life.isGated || wasGated
    facts.scheduled = LedgerTime.recordable(life.scheduled)
    facts.start = LedgerTime.recordable(life.start)
    facts.started = LedgerTime.recordable(life.started)
    facts.restarts = life.restarts > 0 ? life.restarts : nil
    facts.hasRun = life.hasRun
    facts.finished = LedgerTime.recordable(life.finished)
    facts.deleting = LedgerTime.recordable(life.deletionTimestamp)
    facts.node = pod.nodeName
    facts.requests = pod.unreadable == nil ? pod.requests.recorded : nil
    var metadata = Pod()
    metadata.creationTimestamp = pod.creationTimestamp
    metadata.annotations = life.annotations
    metadata.labels = life.labels
    facts.keys = keys.facts(of: metadata)
    self.init(time: time, uid: life.uid, namespace: pod.namespace, name: pod.name, facts: facts)
  }
}

extension ResourceList {
  /// Anyone who can create a pod can make up names.
  private static var recordedNames: Int { 16 }

  /// `cpuMilli`, `memoryBytes`, and other resources by name; more than fit into 64 bits are left out.
  var recorded: [String: Int64] {
    var amounts: [String: Int64] = [:]
    amounts["cpuMilli"] = cpu.milli
    amounts["memoryBytes"] = memory.value
    for name in others.keys.sorted().prefix(Self.recordedNames) where self[name] > .zero {
      amounts[name] = self[name].value
    }
    return amounts
  }

  /// What was recorded.
  init(recorded amounts: [String: Int64]) {
    self.init()
    for (name, amount) in amounts {
      switch name {
      case "cpuMilli": cpu = Quantity(milli: amount)
      case "memoryBytes": memory = Quantity(amount)
      default: others[name] = Quantity(amount)
      }
    }
  }
}
