import ArgumentParser

/// Options for the ledger.
public struct LedgerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep a ledger of pods and runs in this folder, one folder per cluster (default: none).",
      valueName: "dir"),
    transform: nonBlank)
  public var ledger: String?

  @Option(
    help: ArgumentHelp(
      "Drop days of the ledger that are older than this (default: 30d).", valueName: "duration"),
    transform: duration)
  public var ledgerMaxAge: DurationArgument?

  @Option(
    help: ArgumentHelp(
      "Drop the oldest days of the ledger while it is larger than this (default: 1536Mi).",
      valueName: "quantity"),
    transform: byteCount)
  public var ledgerMaxBytes: Int?

  public init() {}

  public func validate() throws {
    if ledger == nil {
      if ledgerMaxAge != nil { throw ValidationError("--ledger-max-age needs --ledger") }
      if ledgerMaxBytes != nil { throw ValidationError("--ledger-max-bytes needs --ledger") }
    }
    if let age = ledgerMaxAge, age.seconds < 86_400 {
      throw ValidationError("--ledger-max-age must be at least 1d")
    }
  }

  /// What a run with a ledger asks of the API server besides.
  public var accessRules: [AccessRule] {
    guard ledger != nil else { return [] }
    return [
      AccessRule(
        "get", "namespaces", name: "kube-system", in: nil, for: "tell the ledger's cluster from others",
        isOptional: true)
    ]
  }

  public var retention: LedgerRetention {
    var retention = LedgerRetention()
    if let ledgerMaxAge { retention.maxAge = ledgerMaxAge.seconds }
    if let ledgerMaxBytes { retention.maxBytes = ledgerMaxBytes }
    return retention
  }
}

private func byteCount(_ value: String) throws -> Int {
  let text = try nonBlank(value)
  guard let bytes = try? ParsedQuantity(text).quantity.value, bytes >= 1 << 20 else {
    throw ValidationError("expected a quantity of at least 1Mi, such as 1536Mi")
  }
  return Int(bytes)
}
