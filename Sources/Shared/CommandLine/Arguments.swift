import ArgumentParser
import FoundationEssentials

/// For options that name something: an empty value is mostly an unset shell variable, and never meant.
public func nonBlank(_ value: String) throws -> String {
  guard !value.trimmed.isEmpty else {
    throw ValidationError("the value is empty; is a variable unset?")
  }
  return value
}

/// For `-l`: a selector that the server would refuse is refused before any request.
public func labelSelector(_ value: String) throws -> LabelSelector {
  let text = try nonBlank(value)
  do { return try LabelSelector(text) } catch {
    throw ValidationError("\(error)")
  }
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
