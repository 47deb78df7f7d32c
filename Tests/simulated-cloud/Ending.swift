import Dispatch
import Foundation

/// Waits for the end of the program.
enum Ending {
  static func wait(forStandardInput: Bool) async {
    let (ends, end) = AsyncStream.makeStream(of: Void.self)
    let sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { end.yield() }
      source.resume()
      return source
    }
    if forStandardInput {
      Thread.detachNewThread {
        while let line = readLine() { _ = line }
        end.yield()
      }
    }
    for await _ in ends { break }
    sources.forEach { $0.cancel() }
  }
}
