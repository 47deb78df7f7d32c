import ArgumentParser
import Shared

/// Which pods are deleted.
struct RuleOptions: ParsableArguments {
  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      "Delete pods whose deadline has passed (rule expired; default: on, but off beside --retire)."))
  var expired: Bool?

  @Option(
    help: ArgumentHelp(
      "The annotation that holds a pod's deadline, in unix seconds (default: delete-at).", valueName: "key"),
    transform: metadataKey)
  var expiryKey = "delete-at"

  @Option(
    help: ArgumentHelp(
      "A generation that is alive; repeatable. Switches on the rule foreign-generation: pods of ours that "
        + "carry no live generation and are not in use are deleted.",
      valueName: "id"),
    transform: generationID)
  var generation: [String] = []

  @Option(
    help: ArgumentHelp(
      "A file with the pods in use, \"name\" or \"namespace/name\" a line, - for standard input; "
        + "repeatable. Switches on foreign-generation too. A file that names no pod must have the line \"# end\".",
      valueName: "file"),
    transform: nonBlank)
  var inUse: [String] = []

  @Option(
    help: ArgumentHelp(
      "An object that says which generation is alive: a lease by its holder, a config map by the lines of "
        + "KEY; repeatable. Switches on foreign-generation too.",
      valueName: "lease/NS/NAME|configmap/NS/NAME/KEY"))
  var generationFrom: [GenerationReference] = []

  @Option(
    help: ArgumentHelp(
      "An --in-use file older than this is not relied on (default: 15m).", valueName: "duration"),
    transform: duration)
  var sourceMaxAge = DurationArgument(seconds: 900)

  @Option(
    help: ArgumentHelp(
      "The label, else annotation, with a pod's generation (default: generation).", valueName: "key"),
    transform: metadataKey)
  var generationKey = "generation"

  @Option(
    help: ArgumentHelp(
      "What the names of our pods begin with: foreign-generation deletes no others (default: buildlet-).",
      valueName: "prefix"),
    transform: nonBlank)
  var namePrefix = "buildlet-"

  @Option(
    help: ArgumentHelp(
      "foreign-generation keeps pods younger than this (default: 2m).", valueName: "duration"),
    transform: duration)
  var minAge = DurationArgument(seconds: 120)

  @Flag(help: "Delete foreign pods even if no pod carries the generation or its key, as after a typo.")
  var allowUnseenGeneration = false

  @Option(
    help: ArgumentHelp(
      "A generation that is over; repeatable. Every pod that carries it is deleted, whatever its name or "
        + "deadline (rule retired-generation). All other rules are then off unless they are named too, and "
        + "neither the clock nor the share of pods that go holds the run back.",
      valueName: "id"),
    transform: generationID)
  var retire: [String] = []

  @OptionGroup
  var podState: PodStateOptions

  @Option(
    help: ArgumentHelp(
      "Heed also what pods say of themselves for another tool; repeatable. Pods whose annotations disagree "
        + "are kept (default: none).",
      valueName: "name"))
  var dialect: [Dialect] = []

  func validate() throws {
    if inUse.filter({ $0 == GenerationSources.standardInput }).count > 1 {
      throw ValidationError("--in-use - can be given but once: standard input is read to its end")
    }
    if !deletesExpired, !hasGenerationRule, retire.isEmpty, podState.isEmpty, dialect.isEmpty {
      throw ValidationError("--no-expired leaves no rule: give another, such as --generation or --dialect")
    }
    if let both = retire.first(where: generation.contains) {
      throw ValidationError("\"\(both)\" is given to both --generation and --retire: does it live or not?")
    }
  }

  /// `--retire` is for one purpose: what else shall go must be said.
  var deletesExpired: Bool { expired ?? retire.isEmpty }

  var hasGenerationRule: Bool { !generation.isEmpty || !inUse.isEmpty || !generationFrom.isEmpty }

  var sources: GenerationSources {
    GenerationSources(
      generations: generation, inUseFiles: inUse, references: generationFrom, maxAge: sourceMaxAge.seconds,
      minAge: minAge.seconds)
  }

  func policy(namedNamespaces: [String]) -> Policy {
    let foreign = ForeignGenerationPolicy(namePrefix: namePrefix, minAge: minAge.seconds)
    return Policy(
      expiryKey: expiryKey, generationKey: generationKey, deletesExpired: deletesExpired,
      foreignGeneration: hasGenerationRule ? foreign : nil, retiredGenerations: Set(retire),
      finishedAfter: podState.finishedAfter?.seconds, pendingAfter: podState.pendingAfter?.seconds,
      stuckTerminating: podState.stuckTerminating, dialects: Dialect.allCases.filter(dialect.contains),
      namedNamespaces: Set(namedNamespaces))
  }

  /// nil: no guard against a typo is wanted.
  var unseenGate: UnseenGenerationGate? {
    guard hasGenerationRule, !allowUnseenGeneration else { return nil }
    return UnseenGenerationGate(key: generationKey, givenByHand: generation)
  }
}

/// A generation is compared with what a pod carries as it stands: white space that a shell's substitution left
/// around it, or a second line, would make a live generation look dead.
private func generationID(_ value: String) throws -> String {
  let id = try nonBlank(value)
  guard id == id.trimmed, !id.contains(where: \.isNewline) else {
    throw ValidationError(
      "one generation without white space around it was expected; for several, repeat the option")
  }
  return id
}
