import ArgumentParser

/// Parses arguments and returns the message of the error that this throws, or nil if it throws none.
func parsingError<Options: ParsableArguments>(_ options: Options.Type, _ arguments: [String]) -> String? {
  do {
    _ = try options.parse(arguments)
    return nil
  } catch {
    return options.message(for: error)
  }
}
