import ArgumentParser

/// For options that name something: an empty value is mostly an unset shell variable, and never meant.
public func nonBlank(_ value: String) throws -> String {
  guard !value.trimmed.isEmpty else {
    throw ValidationError("the value is empty; is a variable unset?")
  }
  return value
}

/// For `-n`: a name that no namespace can have, such as `a,b`, would choose nothing, or leave nothing out.
public func namespaceName(_ value: String) throws -> String {
  let name = try nonBlank(value)
  guard let problem = LabelSyntax.problem(namespace: name) else { return name }
  throw ValidationError("no namespace has such a name: \(problem); for several, repeat the option")
}

/// For the key of an annotation or a label: one that no object can have would never be found.
public func metadataKey(_ value: String) throws -> String {
  let key = try nonBlank(value)
  // In an annotation's key capitals are allowed before the slash too.
  guard let problem = LabelSyntax.problem(key: key.lowercased()) else { return key }
  throw ValidationError("no annotation or label has such a key: \(problem)")
}

/// For `-l`: a selector that the server would refuse is refused before any request.
public func labelSelector(_ value: String) throws -> LabelSelector {
  let text = try nonBlank(value)
  do { return try LabelSelector(text) } catch {
    throw ValidationError("\(error)")
  }
}
