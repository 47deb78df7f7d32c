import ArgumentParser

/// For options that name something. An empty value usually comes from an unset shell variable.
public func nonBlank(_ value: String) throws -> String {
  guard !value.trimmed.isEmpty else {
    throw ValidationError("the value is empty; is a variable unset?")
  }
  return value
}

/// For options that take a whole number.
public func wholeNumber(_ range: ClosedRange<Int>) -> @Sendable (String) throws -> Int {
  { value in
    let text = try nonBlank(value)
    guard let number = Int(text), range.contains(number) else {
      let limits =
        range.upperBound == .max
        ? "of \(range.lowerBound) or more" : "from \(range.lowerBound) to \(range.upperBound)"
      throw ValidationError("expected a whole number \(limits)")
    }
    return number
  }
}

/// For `-n`. An impossible name, such as `a,b`, would select or exclude nothing.
public func namespaceName(_ value: String) throws -> String {
  let name = try nonBlank(value)
  guard let problem = LabelSyntax.problem(namespace: name) else { return name }
  throw ValidationError("not a valid namespace name: \(problem); for several, repeat the option")
}

/// For the key of an annotation or label. An impossible key would never be found.
public func metadataKey(_ value: String) throws -> String {
  let key = try nonBlank(value)
  // An annotation's key may also have capitals before the slash.
  guard let problem = LabelSyntax.problem(key: key.lowercased()) else { return key }
  throw ValidationError("not a valid annotation or label key: \(problem)")
}

/// For `-l`. Refuses before any request what the server would refuse.
public func labelSelector(_ value: String) throws -> LabelSelector {
  let text = try nonBlank(value)
  do { return try LabelSelector(text) } catch {
    throw ValidationError("\(error)")
  }
}
