import Shared

/// Deletes the matched pods, so many at once: the one place that deletes.
///
/// Every delete is bound to the UID and resource version that were judged; one failure stops nothing.
final class Deletions {
  private let server: APIServer
  private let judgeAgain: (Pod) -> Judgement
  private let wanted: WantedKeys
  private let needsDetails: Bool
  private let concurrency: Int
  private let log: Log
  private var pacer: Pacer
  private(set) var candidates: [Candidate]
  private(set) var status = ExitStatus.ok
  private var next = 0
  private var underWay = 0
  private var isStarting = false
  private var isPaused = false

  /// How often a pod that changed in between is judged and deleted anew.
  static let newTries = 2

  init(
    _ candidates: [Candidate], server: APIServer, wanted: WantedKeys, needsDetails: Bool,
    concurrency: Int, perSecond: Int, log: Log, judgeAgain: @escaping (Pod) -> Judgement
  ) {
    self.candidates = candidates
    self.server = server
    self.wanted = wanted
    self.needsDetails = needsDetails
    self.concurrency = concurrency
    self.log = log
    self.judgeAgain = judgeAgain
    pacer = Pacer(perSecond: perSecond)
  }

  /// Works until all is done, or the run is to end: what has not been started then stays `deferred`.
  func run() {
    startMore()
    server.client.run { underWay > 0 || (next < candidates.count && server.client.stopState == .running) }
    if next < candidates.count { status = status.combined(with: .tempfail) }
  }

  private func startMore() {
    // An answer that comes at once calls this again: the loop below goes on by itself.
    guard !isStarting, !isPaused else { return }
    isStarting = true
    defer { isStarting = false }
    while underWay < concurrency, next < candidates.count, server.client.stopState == .running {
      let pause = pacer.take(at: .now)
      guard pause == .zero else { return resume(after: pause) }
      underWay += 1
      next += 1
      delete(next - 1, newTries: Self.newTries)
    }
  }

  private func resume(after pause: Duration) {
    isPaused = true
    server.client.after(pause) { [self] in
      isPaused = false
      startMore()
    }
  }

  private func delete(_ index: Int, newTries: Int, unanswered: Bool = false) {
    let pod = candidates[index]
    server.deletePod(
      namespace: pod.namespace, name: pod.name,
      preconditions: DeletePreconditions(uid: pod.uid, resourceVersion: pod.resourceVersion)
    ) { [self] answer in
      switch answer {
      case .accepted: ended(index, .deleted)
      case .notFound: ended(index, .gone)
      case .conflict(let followsUnansweredTry):
        look(index, newTries: newTries, unanswered: unanswered || followsUnansweredTry)
      case .failed(let error) where error.mayHaveBeenCarriedOut:
        look(index, newTries: 0, unanswered: true, failure: error)
      case .failed(let error): failed(index, error)
      }
    }
  }

  /// Reads the pod again: what there is now decides.
  private func look(_ index: Int, newTries: Int, unanswered: Bool, failure: APIError? = nil) {
    let judged = candidates[index]
    server.readPod(
      namespace: judged.namespace, name: judged.name, wanted: wanted, metadataOnly: !needsDetails
    ) { [self] outcome in
      switch outcome {
      case .failure(let error): failed(index, failure ?? error)
      case .success(nil): ended(index, .gone)
      case .success(let pod?):
        let verdict = SecondLook(
          pod: pod, uid: judged.uid, unanswered: unanswered, judgement: judgeAgain(pod))
        switch verdict {
        case .ended(let outcome): ended(index, outcome)
        case .matchesStill where failure != nil: failed(index, failure)
        case .matchesStill where newTries == 0: conflicted(index)
        case .matchesStill:
          candidates[index].resourceVersion = pod.resourceVersion
          delete(index, newTries: newTries - 1, unanswered: unanswered)
        }
      }
    }
  }

  private func conflicted(_ index: Int) {
    candidates[index].error = "it kept changing while it was to be deleted"
    status = status.combined(with: .tempfail)
    ended(index, .deferred)
  }

  private func failed(_ index: Int, _ error: APIError?) {
    guard let error else { return ended(index, .failed) }
    candidates[index].error = "\(error)"
    status = status.combined(with: error.statusOfADelete)
    log.error("\(error)")
    ended(index, error.wasNotSent ? .deferred : .failed)
  }

  private func ended(_ index: Int, _ outcome: Candidate.Outcome) {
    candidates[index].outcome = outcome
    let pod = candidates[index]
    log.info("pod \(pod.namespace)/\(pod.name): \(pod.judgement.reason), \(outcome.rawValue)")
    underWay -= 1
    startMore()
  }
}

extension APIError {
  /// Whether the server may have deleted all the same: the request went out and no answer came.
  fileprivate var mayHaveBeenCarriedOut: Bool {
    guard case .transport(let error) = cause else { return false }
    return [.unanswered, .cut, .timedOut].contains(error.kind)
  }

  /// Whether the run ended before the request went out.
  fileprivate var wasNotSent: Bool {
    guard case .transport(let error) = cause else { return false }
    return error.kind == .notSent
  }

  /// A later run may do what the server could not just now.
  fileprivate var statusOfADelete: ExitStatus {
    switch cause {
    case .refused(let code, _, _) where code == 429 || (500...599).contains(code): .tempfail
    default: exitStatus
    }
  }
}
