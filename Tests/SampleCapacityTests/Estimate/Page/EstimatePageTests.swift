import Foundation
import TestSupport
import Testing

@Suite("The page on the estimate", .timeLimit(.minutes(15)))
struct EstimatePageTests {
  /// Set by `make estimate`.
  private static let writes = ProcessInfo.processInfo.environment["ESTIMATE_PAGE"] == "write"

  @Test("It shows what the simulation gives; make estimate writes it anew")
  func tables() throws {
    let page = try Repository.text(EstimatePage.path)
    let filled = EstimatePage.filled(page)
    if Self.writes {
      try filled.write(toFile: "\(Repository.folder)/\(EstimatePage.path)", atomically: true, encoding: .utf8)
    } else {
      #expect(page == filled, "run make estimate")
    }
    for table in EstimatePage.tables {
      #expect(page.contains("<!-- BEGIN \(table.name) -->"), "\(table.name)")
    }
  }

  @Test("Its plot is the simulation's; make estimate draws it anew")
  func plot() throws {
    let svg = EstimatePlot(simulation: SimulatedResults.mix.runs[0]).svg
    let path = "\(Repository.folder)/\(EstimatePage.plotPath)"
    if Self.writes {
      try svg.write(toFile: path, atomically: true, encoding: .utf8)
    } else {
      #expect(try Repository.text(EstimatePage.plotPath) == svg, "run make estimate")
    }
  }
}
