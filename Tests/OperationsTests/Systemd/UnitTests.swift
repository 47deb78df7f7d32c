import Shared
import TestSupport
import Testing

@Suite(
  "systemd's own checks of the units", .enabled(if: InstalledTool.isThere("systemd-analyze")),
  .timeLimit(.minutes(15)))
struct SystemdAnalyzeTests {
  @Test("systemd reports no problem in a unit", arguments: try Unit.all)
  func verify(unit: Unit) async throws {
    let folder = try UnitFolder()
    let run = try await folder.analyze("verify", "--man=no", folder.path(unit.name))
    #expect(run.text + run.errorText == "")
    #expect(run.code == 0)
  }

  @Test("systemd reports a misspelled setting")
  func verifyFinds() async throws {
    let folder = try TemporaryFolder()
    let unit = try folder.write("x@.service", "[Service]\nExecStart=true\nPrivatTmp=yes\n")
    let run = try await CommandRun("systemd-analyze", ["verify", "--man=no", unit])
    #expect(run.errorText.contains("PrivatTmp"))
  }

  @Test("A service's exposure is at most 1.2", arguments: try Unit.services)
  func exposure(unit: Unit) async throws {
    let folder = try UnitFolder()
    let run = try await folder.analyze(
      "security", "--offline=true", "--threshold=12", folder.path(unit.name))
    #expect(run.code == 0, "\(run.text)")
  }

  @Test(
    "The drop-ins fit their units and do not raise the exposure",
    arguments: [
      ("gke.conf", "reap-pods"), ("gke.conf", "sample-capacity"),
      ("google-credentials.conf", "sample-capacity"), ("google-credentials.conf", "create-metrics"),
      ("metrics-file.conf", "reap-pods"), ("metrics-file.conf", "sample-capacity"),
      ("metrics-file.conf", "create-metrics"), ("allow-list.conf", "reap-pods"),
      ("otlp.conf", "sample-capacity"), ("status-page.conf", "sample-capacity"),
      ("status-page.conf", "reap-pods"),
    ])
  func dropIn(file: String, program: String) async throws {
    try await check(file, on: program, threshold: 12)
  }

  @Test("The failure mail needs the network and little else")
  func mail() async throws {
    try await check("mail.conf", on: "podkeeper-failed", threshold: 14)
  }

  private func check(_ dropIn: String, on program: String, threshold: Int) async throws {
    let folder = try UnitFolder(dropIn: dropIn, for: program)
    let unit = folder.path("\(program)@.service")
    let verified = try await folder.analyze("verify", "--man=no", unit)
    #expect(verified.text + verified.errorText == "")
    let run = try await folder.analyze("security", "--offline=true", "--threshold=\(threshold)", unit)
    #expect(run.code == 0, "\(run.text.suffix(200))")
  }

  @Test("Every drop-in is checked")
  func allDropIns() throws {
    #expect(
      try Repository.files(in: "systemd/drop-ins").map { $0.split(separator: "/").last.map(String.init) }
        == [
          "allow-list.conf", "gke.conf", "google-credentials.conf", "mail.conf", "metrics-file.conf",
          "otlp.conf", "status-page.conf",
        ])
  }

  @Test("Timers name valid times", arguments: try Unit.all.filter { $0.name.hasSuffix(".timer") })
  func calendar(unit: Unit) async throws {
    let expressions = unit.values("OnCalendar")
    #expect(!expressions.isEmpty)
    for expression in expressions {
      let run = try await CommandRun("systemd-analyze", ["calendar", expression])
      #expect(run.code == 0, "\(run.errorText)")
      #expect(run.text.contains("Next elapse"))
    }
  }
}

@Suite("The units and the programs agree", .timeLimit(.minutes(15)))
struct UnitContractTests {
  /// Exit codes by systemd's names.
  private static let names: [String: Shared.ExitStatus] = [
    "USAGE": .usage, "DATAERR": .data, "NOINPUT": .noinput, "UNAVAILABLE": .unavailable,
    "SOFTWARE": .software, "CANTCREAT": .cantcreat, "IOERR": .ioerr, "TEMPFAIL": .tempfail,
    "PROTOCOL": .protocol, "NOPERM": .noperm, "CONFIG": .config,
  ]

  @Test(
    "Units retry only failures that a retry may fix, except those that the next timer tick retries",
    arguments: try Unit.programs.filter { !$0.values("Restart").isEmpty })
  func restarts(unit: Unit) throws {
    let words = unit.values("RestartPreventExitStatus").joined(separator: " ").split(separator: " ")
    let listed = words.map(String.init).map { word in
      Self.names[word] ?? Int32(word).flatMap(Shared.ExitStatus.init)
    }
    #expect(!listed.contains(nil), "a name that systemd or podkeeper does not know")
    var expected = Shared.ExitStatus.beyondRetry(of: unit.program)
    if try unit.hasTimer { expected.insert(.tempfail) }
    #expect(Set(listed.compactMap(\.self)) == expected)
  }

  @Test(
    "However long retries take, they end with a failure that is reported",
    .enabled(if: InstalledTool.isThere("systemd-analyze")),
    arguments: try Unit.programs.filter { !$0.values("Restart").isEmpty })
  func tries(unit: Unit) async throws {
    let burst = try #require(unit.values("StartLimitBurst").last.flatMap(Int.init))
    let interval = try await unit.microseconds("StartLimitIntervalSec")
    let between = try await unit.microseconds("RestartSec")
    if try unit.hasTimer {
      // Ticks are ten minutes apart and do not count as retries. A try that hits the deadline is not
      // repeated.
      #expect(interval < 600_000_000)
      #expect(burst * (between + 120_000_000) < interval)
    } else {
      #expect(burst * (between + (try await unit.microseconds("TimeoutStartSec"))) < interval)
    }
  }

  @Test("A unit's timeout is the deadline plus half a minute", arguments: try Unit.programs)
  func deadline(unit: Unit) async throws {
    #expect(try await ProgramInterface.of(unit.program).defaultValue(of: "--deadline") == "5m")
    #expect(unit.values("TimeoutStartSec") == ["5min 30s"])
  }

  @Test("Options come from the environment file, and those in the units exist", arguments: try Unit.programs)
  func flags(unit: Unit) async throws {
    let variable = unit.program.uppercased().split(separator: "-").joined(separator: "_") + "_FLAGS"
    #expect(unit.values("ExecStart").last?.hasSuffix(" $\(variable)") == true)
    #expect(unit.values("EnvironmentFile") == ["/etc/podkeeper/%i.env"])
    let used = UsedOptions.of(unit.program, in: unit.text)
    #expect(try await ProgramInterface.of(unit.program).options.isSuperset(of: used))
  }

  @Test("The example's options exist", arguments: ProgramInterface.programs)
  func example(program: String) async throws {
    let variable = program.uppercased().split(separator: "-").joined(separator: "_") + "_FLAGS="
    let lines = try Repository.text("systemd/example.env").split(separator: "\n")
      .filter { $0.contains(variable) }
    #expect(!lines.isEmpty)
    for line in lines {
      let flags = line.split(separator: "=", maxSplits: 1)[1]
      let used = UsedOptions.of(program, in: "\(program) \(flags)")
      let options = try await ProgramInterface.of(program).options
      #expect(options.isSuperset(of: used), "\(Set(used).subtracting(options))")
    }
  }

  @Test("The units of a ledger share its folder and their user, also for the longest instance name")
  func sharedState() throws {
    let units = try Unit.programs.filter { ["reap-pods", "sample-capacity"].contains($0.program) }
    #expect(units.count == 2)
    for unit in units {
      #expect(unit.values("StateDirectory") == ["podkeeper/%i"])
      #expect(unit.values("StateDirectoryMode") == ["0700"])
      #expect(unit.values("DynamicUser") == ["yes"])
      let user = try #require(unit.values("User").first)
      #expect(user.contains("%i"))
      // systemd refuses a user's name of more than 31 characters.
      #expect(user.count - 2 + 21 <= 31)
    }
    #expect(Set(units.flatMap { $0.values("User") }).count == 1)
    let text = try Repository.text("docs/guide.md").split(whereSeparator: \.isWhitespace).joined(
      separator: " ")
    #expect(text.contains("at most 21 characters: lowercase letters, digits and hyphens"))
  }

  @Test("No crash report contains memory", arguments: try Unit.programs)
  func crashes(unit: Unit) {
    #expect(unit.values("Environment").contains("SWIFT_BACKTRACE=enable=no"))
    #expect(unit.values("LimitCORE") == ["0"])
  }
}
