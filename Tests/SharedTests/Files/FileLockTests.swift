import Glibc
import Shared
import TestSupport
import Testing

@Suite("File locks", .timeLimit(.minutes(15)))
struct FileLockTests {
  private final class Stopping: StopSource {
    private(set) var asked = 0

    func state(at now: ContinuousClock.Instant) -> StopState {
      asked += 1
      return .stopping
    }
    var nextChange: ContinuousClock.Instant? { nil }
  }

  @Test("Waiting for a lock stops when the run ends")
  func stopped() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("lock", "")
    let (first, second) = (open(path, O_RDWR | O_CLOEXEC), open(path, O_RDWR | O_CLOEXEC))
    defer { [first, second].forEach { close($0) } }
    #expect(FileLock.take(first, .init(.zero)))
    let stopping = Stopping()
    #expect(!FileLock.take(second, .init(.seconds(20), stopSource: stopping)))
    #expect(stopping.asked == 1)
  }
}
