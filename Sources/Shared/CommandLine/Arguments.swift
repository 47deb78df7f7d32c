import ArgumentParser
import FoundationEssentials

/// For options that name something: an empty value is mostly an unset shell variable, and never meant.
public func nonBlank(_ value: String) throws -> String {
  guard !value.trimmed.isEmpty else {
    throw ValidationError("the value is empty; is a variable unset?")
  }
  return value
}

/// ArgumentParser knows no option whose value may be left out: `--dry-run` becomes `--dry-run=client`.
public func spellOut(
  _ option: String, as whole: String, in arguments: [String]
) -> [String] {
  let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
  return arguments[..<end].map { $0 == option ? whole : $0 } + arguments[end...]
}

/// The environment of this process.
public func processEnvironment() -> [String: String] { ProcessInfo.processInfo.environment }
