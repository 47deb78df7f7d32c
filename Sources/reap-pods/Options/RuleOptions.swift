import ArgumentParser
import Shared

/// The rules that select pods to delete.
struct RuleOptions: ParsableArguments {
  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      "Delete pods whose deadline has passed (rule expired; default: on, but off with --retire)."))
  var expired: Bool?

  @Option(
    help: ArgumentHelp(
      "The annotation that holds a pod's deadline, in unix seconds (default: delete-at).", valueName: "key"),
    transform: metadataKey)
  var expiryKey: String?

  @Option(
    help: ArgumentHelp(
      "Treat this generation as live; repeatable. Enables the rule foreign-generation, which deletes pods "
        + "that match --name-prefix, carry no live generation and are not in use.",
      valueName: "id"),
    transform: generationID)
  var generation: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file that lists the pods in use, one \"name\" or \"namespace/name\" per line, or - for standard "
        + "input; repeatable. Enables foreign-generation. A file that lists no pod must contain the line "
        + "\"# end\".",
      valueName: "file"),
    transform: nonBlank)
  var inUse: [String] = []

  @Option(
    help: ArgumentHelp(
      "Read the live generations from a lease (its holder) or a ConfigMap (the lines of KEY); repeatable. "
        + "Enables foreign-generation.",
      valueName: "lease/NS/NAME|configmap/NS/NAME/KEY"))
  var generationFrom: [GenerationReference] = []

  @Option(
    help: ArgumentHelp(
      "Reject an --in-use file older than this (default: 15m).", valueName: "duration"),
    transform: duration)
  var sourceMaxAge: DurationArgument?

  @Option(
    help: ArgumentHelp(
      "The label, or else the annotation, that holds a pod's generation (default: generation).",
      valueName: "key"),
    transform: metadataKey)
  var generationKey: String?

  @Option(
    help: ArgumentHelp(
      "Limit foreign-generation to pods whose names start with this (default: buildlet-).",
      valueName: "prefix"),
    transform: nonBlank)
  var namePrefix: String?

  @Option(
    help: ArgumentHelp(
      "Exempt pods younger than this from foreign-generation (default: 2m).", valueName: "duration"),
    transform: duration)
  var minAge: DurationArgument?

  @Flag(
    help: ArgumentHelp(
      "Delete more than 10 foreign pods even if no pod carries a --generation or the --generation-key, or "
        + "--in-use names no pod that exists; any of them may be a mistake."))
  var allowUnseenGeneration = false

  @Option(
    help: ArgumentHelp(
      "Delete every pod that carries this generation, whatever its name or deadline; repeatable (rule "
        + "retired-generation). All other rules are off unless you give their options. --max-share does not "
        + "apply, nor does --max-clock-skew if no other rule is on.",
      valueName: "id"),
    transform: generationID)
  var retire: [String] = []

  @OptionGroup
  var podState: PodStateOptions

  @Option(
    help: ArgumentHelp(
      "Also honor annotations written for another tool; repeatable. Pods whose annotations disagree are "
        + "kept (default: none).",
      valueName: "name"))
  var dialect: [Dialect] = []

  func validate() throws {
    if inUse.filter({ $0 == GenerationSources.standardInput }).count > 1 {
      throw ValidationError("--in-use - can be given only once: standard input cannot be read twice")
    }
    if !deletesExpired, !hasGenerationRule, retire.isEmpty, podState.isEmpty, dialect.isEmpty {
      throw ValidationError("--no-expired leaves no rule: add one, such as --generation or --dialect")
    }
    if let both = retire.first(where: generation.contains) {
      throw ValidationError("\"\(both)\" is given to both --generation and --retire; remove one of them")
    }
  }

  /// `--retire` serves one purpose: any other rule must be given explicitly.
  var deletesExpired: Bool { expired ?? retire.isEmpty }

  var hasGenerationRule: Bool { !generation.isEmpty || !inUse.isEmpty || !generationFrom.isEmpty }

  var sources: GenerationSources {
    var sources = GenerationSources(
      generations: generation, inUseFiles: inUse, references: generationFrom)
    if let sourceMaxAge { sources.maxAge = sourceMaxAge.seconds }
    if let minAge { sources.minAge = minAge.seconds }
    return sources
  }

  func policy(namedNamespaces: [String]) -> Policy {
    var policy = Policy(
      deletesExpired: deletesExpired, foreignGeneration: hasGenerationRule ? foreignGeneration : nil,
      retiredGenerations: Set(retire),
      finishedAfter: podState.finishedAfter?.seconds, pendingAfter: podState.pendingAfter?.seconds,
      stuckTerminating: podState.stuckTerminating, dialects: Dialect.allCases.filter(dialect.contains),
      namedNamespaces: Set(namedNamespaces))
    if let expiryKey { policy.expiryKey = expiryKey }
    if let generationKey { policy.generationKey = generationKey }
    return policy
  }

  private var foreignGeneration: ForeignGenerationPolicy {
    var rule = ForeignGenerationPolicy()
    if let namePrefix { rule.namePrefix = namePrefix }
    if let minAge { rule.minAge = minAge.seconds }
    return rule
  }

  /// nil if `--allow-unseen-generation` turns it off, or the rule `foreign-generation` is off.
  var unseenGate: UnseenGenerationGate? {
    guard hasGenerationRule, !allowUnseenGeneration else { return nil }
    return UnseenGenerationGate(
      key: generationKey ?? Pod.usualGenerationKey, givenByHand: generation)
  }
}

/// Generations are compared byte by byte: white space left by a shell's substitution, or a second line, would
/// make a live generation look dead.
private func generationID(_ value: String) throws -> String {
  let id = try nonBlank(value)
  guard id == id.trimmed, !id.contains(where: \.isNewline) else {
    throw ValidationError(
      "expected one generation without white space around it; for several, repeat the option")
  }
  return id
}

extension Dialect: ExpressibleByArgument {}
