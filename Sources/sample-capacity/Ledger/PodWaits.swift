import Shared

/// What became of build pods, as far as their waits go: 64 bytes a pod.
struct PodWaits: Sendable {
  /// How many pods to remember at most: as many as are created in two busy days.
  static let limit = 200_000

  struct Wait: Equatable, Sendable {
    var created: Int64
    /// When its first container began to run.
    var started: Int64?
    /// The time of the sample that did not list it any more.
    var gone: Int64?
    /// Whether it ever had a scheduling gate: then its wait is not its class's.
    var isGated = false
    /// In `PodWaits.classes`.
    var buildClass: UInt8

    /// In seconds; nil if it has not started.
    var seconds: Double? { started.map { Double(max(0, $0 - created)) } }
  }

  private(set) var classes: [String] = []
  private(set) var waits: [Wait] = []
  private var places: [PodID: UInt32] = [:]
  /// How many pods did not fit.
  private(set) var omitted = 0

  /// Takes a line about a pod. Lines may be repeated.
  mutating func add(_ line: PodLine) {
    guard let place = place(of: line) else { return }
    if let started = line.started { waits[place].started = started }
    if line.isGated { waits[place].isGated = true }
    // Listed again: the ledger had lost sight of it.
    waits[place].gone = line.isGone ? line.time : nil
  }

  private mutating func place(of line: PodLine) -> Int? {
    if let place = places[line.id] { return Int(place) }
    guard let created = line.created, let name = line.buildClass else { return nil }
    guard waits.count < Self.limit else {
      omitted += 1
      return nil
    }
    guard let buildClass = classIndex(name) else { return nil }
    places[line.id] = UInt32(waits.count)
    waits.append(Wait(created: created, buildClass: buildClass))
    return waits.count - 1
  }

  private mutating func classIndex(_ name: String) -> UInt8? {
    if let index = classes.firstIndex(of: name) { return UInt8(index) }
    guard classes.count < 255 else { return nil }
    classes.append(name)
    return UInt8(classes.count - 1)
  }

  func name(of wait: Wait) -> String { classes[Int(wait.buildClass)] }
}

/// A line of `pods-DATE.jsonl`, as far as waits go.
struct PodLine: Equatable, Sendable {
  var time: Int64
  var id: PodID
  /// nil in an event.
  var created: Int64?
  var buildClass: String?
  var started: Int64?
  var isGated = false
  var isGone = false
  /// Whether its UID is no UUID.
  var isDigest = false
}

extension PodLine {
  init?(_ line: LedgerLine) throws(JSONError) {
    if let pod = try line.record(LedgerPod.self) {
      self.init(
        time: pod.time, id: PodID.of(pod.uid).id, created: pod.facts.created,
        buildClass: pod.facts.buildClass ?? BuildClasses.unlabeled, started: pod.facts.started,
        isGated: pod.facts.isGated, isDigest: PodID.of(pod.uid).isDigest)
    } else if let event = try line.record(LedgerEvent.self) {
      self.init(
        time: event.time, id: PodID.of(event.uid).id, created: nil, buildClass: nil,
        started: event.facts.started, isGated: event.facts.isGated, isGone: event.event == "gone",
        isDigest: PodID.of(event.uid).isDigest)
    } else {
      return nil
    }
  }
}

extension PodLine {
  /// Reads a day's lines about pods.
  ///
  /// - Parameter since: older lines are skipped, in unix seconds.
  /// - Returns: how many could not be read.
  static func read(
    _ day: LedgerDay, in folder: OpenFolder, since: Int64 = .min, _ body: (PodLine) -> Void
  ) throws(LedgerError) -> Int {
    guard let lines = try LedgerLines(.day(.pods, day), in: folder) else { return 0 }
    var unreadable = 0
    // Nearly all lines are read by their bytes; only the others become a `LedgerLine`.
    while let line = try lines.next(
      [LedgerPod.kind, LedgerEvent.kind],
      where: { bytes in
        guard let line = PodLine(bytes: bytes) else { return true }
        if line.time >= since { body(line) }
        return false
      })
    {
      do throws(JSONError) { if let line = try PodLine(line), line.time >= since { body(line) } } catch {
        unreadable += 1
      }
    }
    return unreadable + lines.torn
  }
}
