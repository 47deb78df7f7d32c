import Shared

/// Deletes the matched pods, several at a time. Nothing else deletes pods.
///
/// Every delete is bound to the UID and resource version that were judged. A failure does not stop the others.
final class PodDeleter {
  private let server: APIServer
  private let removal: DeletionMethod
  private let recheck: Recheck
  private let describe: (Candidate) -> String
  private let record: (Candidate, RemovedPod?) -> Void
  private let log: Log
  private(set) var candidates: [Candidate]
  private(set) var warnings = Warnings()
  private(set) var status = ExitStatus.ok
  private var refusals = Refusals()

  /// How often to judge and delete again a pod that changed in the meantime.
  static let newTries = 2

  /// - Parameters:
  ///   - describe: puts into words why a pod is deleted, for its Event.
  ///   - record: gets each pod with its outcome, and what the server said about it when it was deleted.
  init(
    _ candidates: [Candidate], server: APIServer, removal: DeletionMethod, recheck: Recheck, log: Log,
    describe: @escaping (Candidate) -> String,
    record: @escaping (Candidate, RemovedPod?) -> Void = { _, _ in }
  ) {
    self.candidates = candidates
    self.server = server
    self.removal = removal
    self.recheck = recheck
    self.log = log
    self.describe = describe
    self.record = record
  }

  /// Works until the first `limit` pods are done or the run is stopped. Pods that were not started stay `deferred`.
  ///
  /// - Parameter limit: nil for all.
  func run(limit: Int?, by queue: RequestQueue) {
    let count = min(candidates.count, limit ?? .max)
    let started = log.progress.during(.deleting(total: count)) {
      queue.run(count) { [self] index, done in
        delete(index, newTries: Self.newTries) { [log] in
          log.progress.add()
          done()
        }
      }
    }
    for line in refusals.lines { log.error(line) }
    if started < count { status.combine(with: .tempfail) }
    for candidate in candidates[started...] { record(candidate, nil) }
  }

  private func delete(_ index: Int, newTries: Int, unanswered: Bool = false, done: @escaping () -> Void) {
    server.remove(candidates[index], by: removal) { [self] answer in
      switch answer {
      case .success(.accepted(let pod)): accepted(index, pod, done)
      case .success(.notFound): ended(index, .gone, done)
      case .success(.conflict(let followsUnansweredTry)):
        look(index, newTries: newTries, unanswered: unanswered || followsUnansweredTry, done: done)
      case .success(.refusedByBudget(let message)):
        status.combine(with: .tempfail)
        ended(index, .deferred, because: message, done)
      case .failure(let error) where error.mayHaveBeenCarriedOut:
        look(index, newTries: 0, unanswered: true, failure: error, done: done)
      case .failure(let error): failed(index, error, done)
      }
    }
  }

  /// Reads the pod again and decides by its current state.
  private func look(
    _ index: Int, newTries: Int, unanswered: Bool, failure: APIError? = nil, done: @escaping () -> Void
  ) {
    let judged = candidates[index]
    let call = APICall.readPod(
      namespace: judged.namespace, name: judged.name, wanted: recheck.wanted,
      metadataOnly: !recheck.needsDetails)
    server.send(call) { [self] outcome in
      switch outcome {
      case .failure(let error): failed(index, failure ?? error, done)
      case .success(nil):
        log(unreadable: failure)
        ended(index, .gone, done)
      case .success(let pod?):
        let judgment = recheck.judgment(of: pod)
        let look = Recheck.Finding(
          pod: pod, uid: judged.uid, unanswered: unanswered, isSelected: recheck.isSelected(pod),
          judgment: judgment)
        switch (look, failure) {
        case (.ended(let outcome), _):
          log(unreadable: failure)
          if outcome == .deleted { accepted(index, nil, done) } else { ended(index, outcome, done) }
        case (.unknown, let failure?): failed(index, failure, done)
        case (.unknown, nil):
          status.combine(with: .tempfail)
          ended(index, .deferred, because: "it changed, and --field-selector may no longer match it", done)
        case (.matchesStill, let failure?): failed(index, failure, done)
        case (.matchesStill, nil) where newTries == 0:
          status.combine(with: .tempfail)
          ended(index, .deferred, because: "it kept changing before it could be deleted", done)
        case (.matchesStill, nil):
          candidates[index].resourceVersion = pod.resourceVersion
          // The judgment also determines how to remove the pod.
          candidates[index].judgment = judgment
          delete(index, newTries: newTries - 1, unanswered: unanswered, done: done)
        }
      }
    }
  }

  private func accepted(_ index: Int, _ removed: RemovedPod?, _ done: @escaping () -> Void) {
    guard !removal.isDryRun else { return ended(index, .wouldDelete, done) }
    guard removal.writesEvents else { return ended(index, .deleted, removed: removed, done) }
    let pod = candidates[index]
    let note = describe(pod).withoutControlCharacters
    let event = PodEvent.reaped(pod, note: note, host: hostName(), time: WallClock.now())
    server.send(.writeEvent(event)) { [self] outcome in
      if case .failure(let error) = outcome {
        warnings.append(
          Warning(
            namespace: pod.namespace, name: pod.name, message: "its Event could not be written: \(error)",
            kind: "events that could not be written"))
      }
      ended(index, .deleted, removed: removed, done)
    }
  }

  /// Logs an unreadable answer and adds it to the exit status, whatever happened to the pod.
  private func log(unreadable failure: APIError?) {
    guard let failure, failure.isUnreadable else { return }
    status.combine(with: failure.exitStatus)
    log.error("\(failure)")
  }

  private func failed(_ index: Int, _ error: APIError, _ done: () -> Void) {
    status.combine(with: error.statusOfADelete)
    if let code = error.refusalCode {
      candidates[index].refusalCode = code
      let isFirst = refusals.add(error, code: code, of: candidates[index])
      if isFirst { log.error("\(error)") } else { log.info("\(error)") }
    } else {
      log.error("\(error)")
    }
    ended(index, error.wasNotSent ? .deferred : .failed, because: "\(error)", done)
  }

  private func ended(
    _ index: Int, _ outcome: Candidate.Outcome, because error: String? = nil, removed: RemovedPod? = nil,
    _ done: () -> Void
  ) {
    candidates[index].outcome = outcome
    candidates[index].error = error
    let pod = candidates[index]
    log.info("pod \(pod.namespace)/\(pod.name): \(pod.judgment.reason), \(outcome.rawValue)")
    record(pod, removed)
    done()
  }
}

extension APIError {
  /// Whether the server may have deleted the pod anyway: the request was sent, and no readable answer came.
  fileprivate var mayHaveBeenCarriedOut: Bool {
    switch cause {
    case .transport(let error): error.kind.mayHaveReachedServer
    case .unreadable: true
    case .refused: false
    }
  }

  fileprivate var isUnreadable: Bool {
    if case .unreadable = cause { true } else { false }
  }

  /// Whether the run ended before the request was sent.
  fileprivate var wasNotSent: Bool {
    guard case .transport(let error) = cause else { return false }
    return error.kind == .notSent
  }

  /// The exit status of a failed delete; a later run can retry what failed temporarily.
  fileprivate var statusOfADelete: ExitStatus {
    switch cause {
    case .refused(let code, _, _) where code == 429 || (500...599).contains(code): .tempfail
    default: exitStatus
    }
  }
}
