import ArgumentParser

extension ParsableCommand {
  /// Runs the command, as `main()` would, but prints the help in the order of `HelpPage`, and tells users of other tools
  /// what their options are called here.
  ///
  /// - Parameter foreign: options of other tools that this program does not have; only a wrong command line needs them.
  public static func start(_ foreign: @autoclosure () -> [ForeignOption]) {
    let words = withoutSubcommands(Array(CommandLine.arguments.dropFirst()))
    do {
      var command = try parseAsRoot(words)
      try command.run()
    } catch {
      let message = fullMessage(for: error)
      if exitCode(for: error) == .success,
        let page = HelpPage(message, discussion: configuration.discussion)
      {
        exit(withError: CleanExit.message(page.text))
      }
      exit(withError: ForeignOption.advice(on: words, message: message, foreign()) ?? error)
    }
  }
}

/// `help` and `version` as flags: these programs have no subcommands, but many others do.
func withoutSubcommands(_ words: [String]) -> [String] {
  switch words.first {
  case "help": ["--help"]
  case "version" where words.count == 1: ["--version"]
  default: words
  }
}
