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
      exit(
        withError: ForeignOption.advice(on: words, message: message, foreign())
          ?? errorAboutNegativeNumber(words, message: message) ?? error)
    }
  }
}

extension ParsableCommand {
  /// The error about `--limit=-1` in place of that about `--limit -1`, which ArgumentParser takes for two options, so that
  /// it only says that the first has no value. nil if there is no such error.
  static func errorAboutNegativeNumber(_ words: [String], message: String) -> (any Error)? {
    guard message.contains("Missing value for") else { return nil }
    var joined: [String] = []
    for word in words {
      let isNegative = word.hasPrefix("-") && word.dropFirst().first?.isNumber == true
      guard isNegative, let option = joined.last, option.hasPrefix("--"), !option.contains("=") else {
        joined.append(word)
        continue
      }
      joined[joined.count - 1] = "\(option)=\(word)"
    }
    guard joined != words else { return nil }
    do { _ = try parseAsRoot(joined) } catch { return error }
    return nil
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
