import NIOPosix

/// The separate threads that run the simulated cloud's tasks. Tests may block the threads that all other
/// tasks share, and the server must still answer then.
final class ServerThreads: TaskExecutor {
  static let shared = ServerThreads()

  private let pool = NIOThreadPool(numberOfThreads: 4)

  private init() { pool.start() }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    pool.submit { [self] _ in job.runSynchronously(on: asUnownedTaskExecutor()) }
  }
}
