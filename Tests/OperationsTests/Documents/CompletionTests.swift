import TestSupport
import Testing

@Suite("Shell completions", .timeLimit(.minutes(15)))
struct CompletionTests {
  private func check(_ program: String, _ shell: String, _ option: String) async throws {
    let script = try await CommandRun(
      Repository.program(program), ["--generate-completion-script", shell])
    #expect(script.code == 0)
    #expect(script.text.contains("output"))
    let folder = try TemporaryFolder()
    let path = try folder.write("completion", script.text)
    let run = try await CommandRun(shell, [option, path], environment: ["HOME": folder.path])
    #expect(run.code == 0, "\(run.errorText)")
    #expect(run.errorText == "")
  }

  @Test("bash accepts the script", arguments: ProgramInterface.programs)
  func bash(program: String) async throws { try await check(program, "bash", "-n") }

  @Test(
    "zsh accepts the script", .enabled(if: InstalledTool.isThere("zsh")), arguments: ProgramInterface.programs
  )
  func zsh(program: String) async throws { try await check(program, "zsh", "-n") }

  @Test(
    "fish accepts the script", .enabled(if: InstalledTool.isThere("fish")),
    arguments: ProgramInterface.programs)
  func fish(program: String) async throws { try await check(program, "fish", "--no-execute") }
}
