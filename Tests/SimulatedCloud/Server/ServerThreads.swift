import NIOPosix

/// Where the simulated cloud's tasks run: on threads of their own. Tests may block the threads that all other
/// tasks share, and a server that then falls silent is not what they test.
final class ServerThreads: TaskExecutor {
  static let shared = ServerThreads()

  private let pool = NIOThreadPool(numberOfThreads: 4)

  private init() { pool.start() }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    pool.submit { [self] _ in job.runSynchronously(on: asUnownedTaskExecutor()) }
  }
}
