import Shared

/// Options that were given but change nothing, because the rule that they belong to is off.
extension RuleOptions {
  /// The warnings about them, one per option.
  var idleOptions: [String] {
    let noForeign =
      "the rule foreign-generation is off; --generation, --generation-from or --in-use enables it"
    let readsGenerations = hasGenerationRule || !retire.isEmpty
    return idle([
      (
        "--expiry-key", expiryKey != nil && !deletesExpired && !hasGenerationRule,
        "the rules expired and foreign-generation are off"
      ),
      ("--source-max-age", sourceMaxAge != nil && inUse.isEmpty, "no --in-use names a file"),
      (
        "--generation-key", generationKey != nil && !readsGenerations,
        "the rules foreign-generation and retired-generation are off"
      ),
      ("--name-prefix", namePrefix != nil && !hasGenerationRule, noForeign),
      ("--min-age", minAge != nil && !hasGenerationRule, noForeign),
      ("--allow-unseen-generation", allowUnseenGeneration && !hasGenerationRule, noForeign),
    ])
  }
}

extension SafetyOptions {
  /// The warnings about options that change nothing, one per option.
  var idleOptions: [String] {
    idle([
      (
        "--max-share-floor", maxShareFloor != nil && maxShare == 100,
        "any share may go; --max-share sets a limit"
      )
    ])
  }
}

private func idle(_ options: [(name: String, isIdle: Bool, why: String)]) -> [String] {
  options.filter(\.isIdle).map { "\($0.name) has no effect: \($0.why)" }
}

extension ReapPods {
  /// The warnings about options that change nothing in this run.
  var idleOptions: [Warning] {
    (rules.idleOptions + safety.idleOptions).map { Warning(message: $0) }
  }
}
