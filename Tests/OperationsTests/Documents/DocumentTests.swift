import Foundation
import TestSupport
import Testing

@Suite("The documents agree with the programs", .timeLimit(.minutes(15)))
struct DocumentTests {
  private static let documents = [
    "README.md", "CONTRIBUTING.md", "docs/architecture.md", "docs/capacity.md", "docs/decisions.md",
    "docs/destinations.md", "docs/estimate.md", "docs/guide.md", "docs/ledger.md", "docs/performance.md",
    "docs/status-page.md",
  ]

  @Test("Every option in a document exists", arguments: ProgramInterface.programs)
  func options(program: String) async throws {
    let files = try Self.documents + Repository.files(in: "docs/ci")
    let options = try await ProgramInterface.of(program).options
    var seen = 0
    for file in files {
      let used = UsedOptions.of(program, in: try Repository.text(file))
      seen += used.count
      #expect(options.isSuperset(of: used), "\(file): \(Set(used).subtracting(options))")
    }
    #expect(seen > 0)
  }

  @Test("Every link to a file has a target", arguments: documents)
  func links(document: String) throws {
    let folder = document.split(separator: "/").dropLast().joined(separator: "/")
    for link in try Repository.text(document).matches(of: /\]\(([^)#:]+)\)/) {
      let path = "\(Repository.folder)/\(folder)/\(link.output.1)"
      #expect(FileManager.default.fileExists(atPath: path), "\(link.output.1)")
    }
  }

  @Test("Every link into the guide has a heading as its target")
  func anchors() throws {
    let text = try Repository.text("docs/guide.md")
    let headings = text.split(separator: "\n").filter { $0.hasPrefix("## ") }.map { heading in
      heading.dropFirst(3).lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "-" }
        .split(separator: " ").joined(separator: "-")
    }
    for link in text.matches(of: /\]\(#([^)]+)\)/) {
      #expect(headings.contains(String(link.output.1)), "\(link.output.1)")
    }
  }

  @Test(
    "The page on performance shows the recorded results", .enabled(if: InstalledTool.isThere("python3")))
  func performance() async throws {
    let run = try await CommandRun("\(Repository.folder)/scripts/bench", ["--page", "--check"])
    #expect(run.code == 0, "\(run.text)\(run.errorText)")
  }

  @Test("The package's changelog starts with this version")
  func changelog() async throws {
    let run = try await CommandRun(Repository.program("reap-pods"), ["--version"])
    let version = run.text.split(separator: "\n").first ?? ""
    #expect(try Repository.text("packaging/debian/changelog").hasPrefix("podkeeper (\(version)) "))
    #expect(try Repository.text("kubernetes/base/kustomization.yaml").contains("newTag: \(version)\n"))
  }
}

@Suite(
  "Manual pages", .enabled(if: InstalledTool.isThere("mandoc") && InstalledTool.isThere("man")),
  .timeLimit(.minutes(15)))
struct ManualTests {
  @Test("Two checkers accept it", arguments: ProgramInterface.programs)
  func check(program: String) async throws {
    let page = try await CommandRun("\(Repository.folder)/scripts/manual", [Repository.program(program)])
    #expect(page.code == 0, "\(page.errorText)")
    let file = try TemporaryFolder()
    let path = try file.write("\(program).1", page.text)
    let lint = try await CommandRun("mandoc", ["-T", "lint", "-W", "warning", path])
    #expect(lint.text + lint.errorText == "")
    let man = try await CommandRun(
      "man", ["--warnings", "-E", "UTF-8", "-P", "cat", "-l", path],
      environment: ["LC_ALL": "C.UTF-8", "MANWIDTH": "80"])
    #expect(man.code == 0)
    #expect(man.errorText == "")
  }

  @Test("Every option of --help is in it", arguments: ProgramInterface.programs)
  func options(program: String) async throws {
    let page = try await CommandRun("\(Repository.folder)/scripts/manual", [Repository.program(program)])
    let text = page.text.replacingOccurrences(of: "\\-", with: "-")
    for option in try await ProgramInterface.of(program).options {
      #expect(text.contains("\\fB\(option)\\fR"), "\(option)")
    }
    for title in ["EXAMPLES", "EXIT STATUS", "ENVIRONMENT", "FILES", "SEE ALSO"] {
      #expect(text.contains(".SH \(title)\n"), "\(title)")
    }
  }

  @Test("Every environment variable that the programs read is in it")
  func environment() async throws {
    let ignored = ["PATH"]
    let reads = #"nvironment\["[A-Z_]+"|"(CLOUDSDK_CORE|OTEL)_[A-Z_]+""#
    let sources = try await CommandRun("grep", ["-rhoE", reads, "\(Repository.folder)/Sources"])
    let names = Set(sources.text.matches(of: /"([A-Z_]+)"/).map { String($0.output.1) }).subtracting(ignored)
    #expect(names.count > 10)
    let page = try await CommandRun(
      "\(Repository.folder)/scripts/manual", [Repository.program("sample-capacity")])
    for name in names { #expect(page.text.contains(name), "\(name)") }
  }
}
