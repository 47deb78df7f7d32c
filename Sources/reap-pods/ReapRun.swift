import Shared

/// One run: list and judge, then the gates, then delete.
struct ReapRun {
  private let command: ReapPods
  private let policy: Policy
  private let interruption: Interruption
  private let log: Log
  private var report: ReapReport

  init(_ command: ReapPods, interruption: Interruption, log: Log) {
    self.command = command
    self.interruption = interruption
    self.log = log
    policy = command.rules.policy(namedNamespaces: command.selection.namespace)
    report = ReapReport(
      time: Int64(WallClock.now()), policy: policy, dryRun: command.safety.dryRun)
  }

  /// Whatever happens, there is a report.
  func run() -> ReapReport {
    var run = self
    do { try run.reap() } catch { run.note(error) }
    if let cause = interruption.cause {
      run.report.status = run.report.status.combined(with: .tempfail)
      run.report.errors.append("the run was ended by \(cause)")
    }
    return run.report
  }

  private mutating func reap() throws {
    let sources = command.rules.sources
    let before = try sources.read(now: Int64(WallClock.now()))
    let environment = processEnvironment()
    let configuration = try command.cluster.configuration(environment: environment)
    report.server = configuration.server
    report.context = configuration.context
    let server = try APIServer(
      connecting: configuration, environment: environment,
      requestTimeout: command.requests.requestTimeout.duration, stopSource: interruption, log: log)
    let version = try readVersion(server)

    let unseenGate = try list(server, version, configuration.namespace, live: before)
    let live = before.union(try sources.read(now: Int64(WallClock.now())))
    releaseClaimed(by: live)
    try unseenGate?.check(foreign: report.summary.byReason[.foreignGeneration] ?? 0)
    try delete(server, live: live)
  }

  /// nil if the server does not tell us: it is then taken for an old one.
  private mutating func readVersion(_ server: APIServer) throws -> ServerVersion? {
    do {
      let version = try server.version()
      report.version = version.text
      return version
    } catch {
      guard [403, 404].contains(error.httpStatus) else { throw error }
      log.info("the server's version is not known: \(error)")
      return nil
    }
  }

  /// An error that ends the run, or a part of it.
  private mutating func note(_ error: any Error) {
    report.status = report.status.combined(with: (error as? any DiagnosedError)?.exitStatus ?? .software)
    report.errors.append("\(error)")
  }
}

// MARK: - Listing

extension ReapRun {
  /// Judges the pods of each namespace. One that cannot be listed is left out; the others go on.
  private mutating func list(
    _ server: APIServer, _ version: ServerVersion?, _ contextNamespace: String, live: LiveGenerations
  ) throws -> UnseenGenerationGate? {
    var gate = command.rules.unseenGate
    for namespace in command.selection.namespaces(default: contextNamespace) {
      let census = Census(
        policy: policy, live: live, clockGate: ClockGate(maxSkew: command.safety.maxClockSkew.seconds),
        excluded: Set(command.selection.excludeNamespace), explains: command.safety.explain,
        unseenGate: command.rules.unseenGate)
      let options = ListOptions(
        namespace: namespace, labelSelector: command.selection.selector,
        fieldSelector: command.selection.fieldSelector, metadataOnly: !policy.needsDetails,
        pageSize: command.requests.pageSize(for: version))
      do { try server.list(options, with: PodDecoder(policy.wantedKeys), to: census) } catch let error
        as APIError
      {
        note(error)
        continue
      }
      absorb(census)
      if let seen = census.unseenGate { gate?.merge(seen) }
    }
    return gate
  }

  private mutating func absorb(_ census: Census) {
    report.listed += census.listed
    report.matched += census.matched
    report.kept += census.kept
    if command.safety.explain { report.kept += census.undecided }
    report.warnings += census.warnings
    if census.hasUnreadablePods { report.status = report.status.combined(with: .protocol) }
    guard let clock = census.clock else { return }
    // Of several, the earliest: a deadline that has passed by it has passed by all.
    if report.clock.map({ clock.now < $0.now }) != false { report.clock = clock }
  }

  /// What came alive while the pods were listed is not foreign.
  private mutating func releaseClaimed(by live: LiveGenerations) {
    var matched: [Candidate] = []
    matched.reserveCapacity(report.matched.count)
    for var candidate in report.matched {
      guard case .delete(.foreignGeneration) = candidate.judgement.verdict,
        let claim = live.claim(
          namespace: candidate.namespace, name: candidate.name, generation: candidate.judgement.generation)
          ?? live.handOver
      else {
        matched.append(candidate)
        continue
      }
      candidate.judgement = claim
      if command.safety.explain { report.kept.append(candidate) }
    }
    report.matched = matched
  }
}

// MARK: - Deleting

extension ReapRun {
  private mutating func delete(_ server: APIServer, live: LiveGenerations) throws {
    guard let clock = report.clock, !report.matched.isEmpty else { return }
    guard command.safety.dryRun == .none else {
      for index in report.matched.indices { report.matched[index].outcome = .wouldDelete }
      return
    }
    let policy = policy
    let deletions = Deletions(
      report.matched, server: server, wanted: policy.wantedKeys, needsDetails: policy.needsDetails,
      concurrency: command.safety.concurrency, perSecond: command.safety.qps, log: log
    ) { judge($0, policy: policy, live: live, now: clock.now) }
    // The deletions own them now: a second reference would copy all at the first outcome.
    report.matched = []
    deletions.run()
    report.matched = deletions.candidates
    report.status = report.status.combined(with: deletions.status)
  }
}
